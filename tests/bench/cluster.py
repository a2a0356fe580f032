"""Elasticsearch beside the database: whole searches, in turn, of the same documents; or alone.

`python -m tests.servers.elasticsearch --nodes 3 python -m tests.bench.cluster --size 100000`, in
an environment of `tests.bench.scratch` if it is named by `--database`. Prints JSON.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.bench.scratch import DATABASES, scratch

if TYPE_CHECKING:
    from search.request import SearchRequest


def main() -> None:
    """Measure in a process of its own, on a database of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, nargs="+", default=[1_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES)
    parser.add_argument(
        "--alone",
        action="store_true",
        help="the database holds nothing, the index grows from size to size; what is asked for"
        " are names, without what is shown of them",
    )
    options = parser.parse_args()
    if options.database is None:
        measure(options)
        return
    with scratch(options.database) as variables:
        words = [f"--{name}={getattr(options, name)}" for name in ("seed", "rounds", "shards")]
        words += ["--alone"] * options.alone + ["--size", *map(str, options.size)]
        command = [sys.executable, "-m", "tests.bench.cluster", *words]
        subprocess.run(command, env=variables, check=True)


def measure(options: argparse.Namespace) -> None:
    """Fill both, ask both, print what was found."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MEYDAN_ELASTICSEARCH_SHARDS = options.shards
    call_command("migrate", verbosity=0)
    from search.engines.elasticsearch import index

    try:
        for found in _measured(options):
            sys.stdout.write(json.dumps(found, indent=2) + "\n")
            sys.stdout.flush()
    finally:
        index.delete_all_but()


def _measured(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from search.engines.database import ENGINE
    from search.engines.elasticsearch import building
    from tests.bench.cost import Growing, cost
    from tests.bench.documents import documents
    from tests.bench.measures import timed

    growing = Growing(documents(max(options.size), options.seed)) if options.alone else None
    held = 0
    for size in sorted(options.size):
        first = 0.0
        if growing:
            _none, second = timed(partial(growing.grow, size))
        else:
            made = documents(size, options.seed)
            _none, first = timed(partial(ENGINE.rebuild, made))
            _none, second = timed(building.build)
        yield {
            "size": size,
            "shards": options.shards,
            "database_filled_s": round(first / 1000, 1),
            "elasticsearch_filled_s": round(second / 1000, 1),
            "documents_a_second": round((size - held) / second * 1000),
            **cost(size),
            **_asked(options),
        }
        held = size if growing else 0


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    from tests.bench.measures import spread, timed
    from tests.bench.workload import BREADTHS, COMPARED, questions

    found: dict[str, Any] = {}
    for breadth in BREADTHS:
        times: dict[str, list[float]] = defaultdict(list)
        totals: list[int] = []
        disagreements = 0
        asked = questions(options.seed, breadth)
        for turn in range(options.rounds + 1):
            for question in asked:
                answers = []
                for name, ask in _engines(options.alone).items():
                    answer, took = timed(partial(ask, question.request))
                    answers.append((answer.total, answer.counts))
                    # Of the first round nothing is taken: it is the one that warms up.
                    if turn and question.kind in COMPARED:
                        times[name].append(took)
                        totals.append(answer.total)
                disagreements += any(answer != answers[0] for answer in answers)
        found[breadth] = {name: spread(some) for name, some in times.items()}
        found[breadth] |= {"found": spread(totals)["p50"], "disagreements": disagreements}
    return found


def _engines(alone: bool) -> dict[str, Callable[["SearchRequest"], Any]]:
    """What is asked; nothing of it lets the database answer instead."""
    from search.engines.database import ENGINE
    from tests.bench.contenders.elastic import Elastic

    if alone:
        return {"elasticsearch": Elastic().answer}
    return {"elasticsearch": Elastic().search, "database": ENGINE.search}


if __name__ == "__main__":
    main()
