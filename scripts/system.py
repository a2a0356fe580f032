"""What the tests need beside Python packages: found, installed on Debian, or asked for."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something of the system: what to call it, how to find it, and Debian's package for it."""

    name: str
    found: Callable[[], object]
    package: str


def browser() -> str | None:
    """The path of a Chromium, if there is one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def postgresql() -> Path | None:
    """The folder with PostgreSQL's `initdb` and `postgres` (the newest, if several)."""
    folders = []
    if configuration := shutil.which("pg_config"):
        answer = subprocess.run([configuration, "--bindir"], capture_output=True, text=True)
        folders.append(Path(answer.stdout.strip()))
    if server := shutil.which("postgres"):
        folders.append(Path(server).parent)
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _library(file: str) -> Callable[[], bool]:
    def loads() -> bool:
        try:
            ctypes.CDLL(file)
        except OSError:
            return False
        return True

    return loads


def _fonts() -> bool:
    """Whether there is the font that the style sheets ask for first; others have letters too."""
    if not (lister := shutil.which("fc-list")):
        return False
    answer = subprocess.run([lister, ":lang=ar", "family"], capture_output=True, text=True)
    return "Noto Sans Arabic" in answer.stdout


GETTEXT = Need("GNU gettext", lambda: shutil.which("msgmerge"), "gettext")
TESTS = (
    GETTEXT,
    Need("Chromium", browser, "chromium"),
    Need("fonts with Arabic letters", _fonts, "fonts-noto-core"),
    Need("fontconfig", lambda: shutil.which("fc-list"), "fontconfig"),
    Need("Pango", _library("libpangoft2-1.0.so.0"), "libpangoft2-1.0-0"),
    Need("HarfBuzz", _library("libharfbuzz-subset.so.0"), "libharfbuzz-subset0"),
    Need("the PostgreSQL server", postgresql, "postgresql"),
    Need("Maven", lambda: shutil.which("mvn"), "maven"),
)


def ensure(*needs: Need) -> None:
    """Install what is missing where that is possible; otherwise say what to install, and end."""
    if (missing := _missing(needs)) and _can_install():
        _install([need.package for need in missing])
        missing = _missing(needs)
    if missing:
        names = ", ".join(need.name for need in missing)
        packages = " ".join(need.package for need in missing)
        sys.exit(
            f"This needs what is not on the machine: {names}. "
            f"Debian and Ubuntu: sudo apt-get install {packages}. "
            "Elsewhere: install the same from your system's packages."
        )


def _missing(needs: tuple[Need, ...]) -> list[Need]:
    return [need for need in needs if not need.found()]


def _can_install() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def _install(packages: list[str]) -> None:
    print(f"Installing {', '.join(packages)} …", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"} | os.environ
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL)
