"""Where things are, and what has changed since the last time."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
VAR = (ROOT / os.environ.get("MEYDAN_VAR", "var")).resolve()
APPS = ("site", "members", "shelves", "practices", "events", "search", "translations", "mail")


def digest(files: Iterable[Path], *words: str) -> str:
    """One hash over the names and contents of files, and over further words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        total.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def migrations() -> list[Path]:
    """Every migration of our own apps."""
    return [
        path
        for app in APPS
        for path in (ROOT / app).rglob("migrations/*.py")
        if path.name[0].isdigit()
    ]


def catalogues() -> list[Path]:
    """Every message catalogue."""
    return list((ROOT / "locale").rglob("*.po"))


def vocabularies() -> list[Path]:
    """The data files of the vocabularies."""
    return list((ROOT / "site/taxonomy/data").rglob("*.json"))
