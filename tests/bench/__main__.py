"""The benchmark: every size on every database, each measured in a process of its own.

`manage.py bench_search` is the way in.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.paths import ROOT
from tests.bench.report import disagreements, table
from tests.bench.scratch import DATABASES, scratch

PASSED_ON = ("seed", "rounds", "one_in", "publications", "wagtail_seconds")


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(
        prog="manage.py bench_search",
        description="Measure the search engine beside others, on scratch databases.",
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="documents"
    )
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--seed", type=int, default=1, help="another one, other documents")
    parser.add_argument("--rounds", type=int, default=3, help="of all questions, in turn")
    parser.add_argument("--one-in", type=int, default=1, help="ask only so many of the questions")
    parser.add_argument("--publications", type=int, default=100, help="timed, of each kind")
    parser.add_argument(
        "--wagtail-seconds",
        type=float,
        default=20,
        help="most for one answer of Wagtail's own search; 0 leaves it out",
    )
    parser.add_argument(
        "--wagtail-up-to", type=int, default=10_000, help="documents it is measured with"
    )
    parser.add_argument("--json", type=Path, help="a file for all figures")
    return parser.parse_args(words)


def main(options: argparse.Namespace) -> int:
    """Print the tables; 1 where two engines gave different answers."""
    found = []
    for database in options.databases:
        for size in options.sizes:
            sys.stderr.write(f"… {size:,} documents on {database}\n")
            found.append(_measured(database, size, options))
    sys.stdout.write(f"{table(found)}\n")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")
    return int(any(disagreements(found)))


def _measured(database: str, size: int, options: argparse.Namespace) -> dict[str, Any]:
    passed = {name: getattr(options, name) for name in PASSED_ON}
    if size > options.wagtail_up_to:
        passed["wagtail_seconds"] = 0
    with scratch(database) as variables, tempfile.NamedTemporaryFile() as output:
        words = [f"--{name.replace('_', '-')}={value}" for name, value in passed.items()]
        command = [sys.executable, "-m", "tests.bench.one", *words]
        subprocess.run(
            [*command, f"--size={size}", f"--output={output.name}"],
            check=True,
            cwd=ROOT,
            env=variables,
        )
        measured: dict[str, Any] = json.loads(Path(output.name).read_text())
        return measured


if __name__ == "__main__":
    sys.exit(main(arguments()))
