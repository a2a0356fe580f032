"""Engines asked in turn, and publications timed, by a process as small as a site's worker.

The one that has made the collection holds gigabytes in pieces, which slows whatever runs in
Python afterwards, and so our engine more than the others. Prints JSON.
"""

import argparse
import json
import sys
from pathlib import Path


def arguments() -> argparse.Namespace:
    """What to ask, and where the other engines' indexes are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    for name in ("size", "seed", "rounds", "one-in", "publications"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return parser.parse_args()


def main(options: argparse.Namespace) -> None:
    """Measure, and print what was found."""
    import django

    django.setup()
    from tests.bench.asked import compared
    from tests.bench.upkeep import publishing

    found = {
        "compared": compared(options),
        "publishing": publishing(options.size, options.seed, options.publications),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(arguments())
