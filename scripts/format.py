"""`make format`: Python and templates, written the one way there is."""

import subprocess

from scripts import environment
from scripts.paths import ROOT

TEMPLATES = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def main() -> None:
    """Rewrite the files in place. What cannot be mended by itself is left to `make lint`."""
    environment.ensure(environment.DEVELOPMENT)
    for command in (
        ["ruff", "check", "--fix", "--quiet", "--exit-zero", "."],
        ["ruff", "format", "--quiet", "."],
        ["djhtml", "--tabwidth=2", *TEMPLATES],
        ["djade", "--target-version=5.2", *TEMPLATES],
    ):
        # Both template formatters end with status 1 when they have changed something.
        subprocess.run([environment.tool(command[0]), *command[1:]], cwd=ROOT)


if __name__ == "__main__":
    main()
