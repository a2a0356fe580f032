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
    from django.conf import settings

    from tests.bench.collection import Collection
    from tests.bench.contenders import elastic

    with tempfile.TemporaryDirectory(prefix="meydan-bench-") as folder:
        collection = Collection(options, Path(folder))
        found: dict[str, Any] = {"size": options.size, **collection.built()}
        found["worker"] = _of_process("worker", str(options.seed))
        slow = collection.beside_brute_force() if options.size <= BRUTE_FORCE_UP_TO else {}
        found |= _of_process("asking", *_asking(options, Path(folder)))
        for breadth, figures in slow.items():
            compared = found["compared"][breadth]
            compared["engines"]["scan"] = figures["scan"]
            compared["disagreements"] += figures["disagreements"]
        if settings.ELASTICSEARCH_URL:
            elastic.clear()
        if options.wagtail_seconds:
            found["wagtail"] = collection.beside_wagtail()
    options.output.write_text(json.dumps(found, indent=2))


def _asking(options: argparse.Namespace, folder: Path) -> list[str]:
    numbers = ("size", "seed", "rounds", "one_in", "publications")
    words = [f"--{name.replace('_', '-')}={getattr(options, name)}" for name in numbers]
    return [*words, f"--folder={folder}"]


def _of_process(module: str, *words: str) -> dict[str, Any]:
    """The JSON that a module of the benchmark prints, run by a new process."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main(arguments())
