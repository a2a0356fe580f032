"""The virtual environment in `.venv/`, holding exactly what a lock file names."""

import json
import shutil
import subprocess
import sys

from scripts.paths import BIN, PYTHON, ROOT, VENV, digest

RUN = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
# Kept inside the environment that it describes: who deletes `.venv/` deletes it too.
STAMP = VENV / "installed.json"


def ensure(lock: str) -> None:
    """Install what the lock file names, unless that is what is installed already."""
    wanted = digest([ROOT / lock])
    if _installed().get(lock) == wanted:
        return
    if not PYTHON.exists():
        _create()
    print(f"Installing the packages of {lock} …", flush=True)
    installed = {lock: wanted}
    if lock == DEVELOPMENT:
        installed[RUN] = digest([ROOT / RUN])  # the second lock holds all of the first
    STAMP.unlink(missing_ok=True)
    if subprocess.run([*_installer(), "--require-hashes", "-r", lock], cwd=ROOT).returncode:
        sys.exit("Installing the packages failed; what went wrong stands above.")
    STAMP.write_text(json.dumps(installed))


def _installed() -> dict[str, str]:
    if not (STAMP.exists() and PYTHON.exists()):
        return {}
    stamp: dict[str, str] = json.loads(STAMP.read_text())
    return stamp


def _installer() -> list[str]:
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def _create() -> None:
    if uv := shutil.which("uv"):
        command = [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)]
    else:
        command = [sys.executable, "-m", "venv", str(VENV)]
    if subprocess.run(command).returncode:
        sys.exit(
            "No virtual environment could be made. On Debian or Ubuntu, install the package "
            "python3-venv; elsewhere, a Python with its `venv` and `ensurepip` modules."
        )


def tool(name: str) -> str:
    """The path of a program installed in the environment."""
    return str(BIN / name)
