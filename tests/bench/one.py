"""One collection in one scratch database: everything that is measured of it, as JSON.

A process of its own for each, so that none inherits another's memory.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BRUTE_FORCE_UP_TO = 10_000  # documents; beyond it the scan alone would take hours


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--one-in", type=int, required=True)
    parser.add_argument("--publications", type=int, required=True)
    parser.add_argument("--wagtail-seconds", type=float, required=True)
    parser.add_argument("--output", type=Path, required=True)
    return parser.parse_args(words)


def main(options: argparse.Namespace) -> None:
    """Measure, and write what was found to the output."""
    import django

    django.setup()
    from tests.bench.collection import Collection

    with tempfile.TemporaryDirectory(prefix="tantivy-") as folder:
        collection = Collection(options, Path(folder))
        found: dict[str, Any] = {"size": options.size, **collection.built()}
        worker = subprocess.run(
            [sys.executable, "-m", "tests.bench.worker", str(options.seed)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        found["worker"] = json.loads(worker.stdout)
        found["compared"] = collection.compared(brute_force=options.size <= BRUTE_FORCE_UP_TO)
        found["publishing"] = collection.published()
        if options.wagtail_seconds:
            found["wagtail"] = collection.beside_wagtail()
    options.output.write_text(json.dumps(found, indent=2))


if __name__ == "__main__":
    main(arguments())
