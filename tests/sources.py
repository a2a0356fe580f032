"""The project's own files, as the tests of its shape read them."""

from pathlib import Path

from scripts.paths import ROOT

# Made by tools, or none of the project's text.
LEFT_OUT = {".git", ".venv", "var", "node_modules", "__pycache__"}
TEXTS = {
    ".css", ".html", ".js", ".json", ".md", ".po", ".py", ".sh", ".svg", ".toml", ".txt", ".yml",
    "",
}  # fmt: skip


def files(*folders: str, suffix: str) -> list[Path]:
    """Files with this suffix in the given folders, or in the whole project."""
    starts = [ROOT / folder for folder in folders] or [ROOT]
    return sorted(path for start in starts for path in _walk(start) if path.suffix == suffix)


def texts() -> list[Path]:
    """Every file that a person may read."""
    return sorted(path for path in _walk(ROOT) if path.suffix in TEXTS)


def name(path: Path) -> str:
    """The path as messages show it."""
    return path.relative_to(ROOT).as_posix()


def _walk(folder: Path) -> list[Path]:
    found = []
    for path in folder.iterdir():
        if path.name in LEFT_OUT or path.name.endswith("_cache") or path.name == ".hypothesis":
            continue
        found += _walk(path) if path.is_dir() else [path]
    return found
