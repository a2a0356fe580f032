"""`make messages`: brings `locale/` up to date with the code, and compiles it."""

import subprocess
import sys

from scripts import environment, system
from scripts.paths import PYTHON, ROOT


def main() -> None:
    """Extract, merge and compile. New messages are left for a person to translate."""
    environment.ensure(environment.DEVELOPMENT)
    system.ensure(system.GETTEXT)
    for command in (
        ("manage.py", "makemessages"),
        ("manage.py", "vendormessages"),
        ("-m", "scripts.compile_messages"),
    ):
        if subprocess.run([PYTHON, *command], cwd=ROOT).returncode:
            sys.exit("The catalogues could not be written; what went wrong stands above.")


if __name__ == "__main__":
    main()
