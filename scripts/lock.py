"""`make lock`: pins every dependency, for all platforms, with hashes and no registry's name."""

import shutil
import subprocess
import sys

from scripts.environment import DEVELOPMENT, RUN
from scripts.paths import ROOT

OPTIONS = (
    "--quiet", "--universal", "--python-version=3.11", "--generate-hashes",
    "--no-emit-index-url", "--no-header", "pyproject.toml",
)  # fmt: skip


def main(upgrade: list[str]) -> None:
    """Write both lock files; `--upgrade` takes newer versions where the bounds allow them."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("make lock needs uv: pip install uv")
    # The second holds all of the first, in the same versions.
    second = ["--group=dev", f"--constraint={RUN}", f"--output-file={DEVELOPMENT}"]
    for options in ([f"--output-file={RUN}"], second):
        subprocess.run([uv, "pip", "compile", *OPTIONS, *options, *upgrade], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
