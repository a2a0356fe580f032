"""Elasticsearch beside the database: whole searches, in turn, of the same documents.

`python -m tests.servers.elasticsearch --nodes 3 python -m tests.bench.cluster --size 100000`, in
an environment of `tests.bench.scratch` if it is named by `--database`. Prints JSON.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict
from typing import Any

from tests.bench.scratch import DATABASES, scratch

INDEX = "trial"


def main() -> None:
    """Measure in a process of its own, on a database of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES)
    options = parser.parse_args()
    if options.database is None:
        measure(options)
        return
    with scratch(options.database) as variables:
        words = [f"--{name}={getattr(options, name)}" for name in ("size", "seed", "rounds")]
        command = [sys.executable, "-m", "tests.bench.cluster", f"--shards={options.shards}"]
        subprocess.run([*command, *words], env=variables, check=True)


def measure(options: argparse.Namespace) -> None:
    """Fill both, ask both, print what was found."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ELASTICSEARCH_URL = os.environ["ELASTICSEARCH_URL"]
    settings.MEYDAN_ELASTICSEARCH_INDEX = INDEX
    settings.MEYDAN_ELASTICSEARCH_SHARDS = options.shards
    call_command("migrate", verbosity=0)
    from search.engines.elasticsearch import index

    try:
        found = {"size": options.size, "shards": options.shards, **_filled(options)}
        found |= _asked(options)
    finally:
        index.delete_all_but()
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


def _filled(options: argparse.Namespace) -> dict[str, Any]:
    from search.engines.database import ENGINE
    from search.engines.elasticsearch import building, index
    from search.engines.elasticsearch.client import client
    from tests.bench.documents import documents
    from tests.bench.measures import timed

    _none, first = timed(lambda: ENGINE.rebuild(documents(options.size, options.seed)))
    _none, second = timed(building.build)
    client().indices.flush(index=index.alias(), force=True)
    patient = client().options(request_timeout=600)
    patient.indices.forcemerge(index=index.alias(), max_num_segments=1)
    usage = patient.indices.disk_usage(index=index.alias(), run_expensive_tasks=True)
    (used,) = (held for name, held in usage.items() if not name.startswith("_"))
    # What copies are made from goes when segments are merged some time later.
    passing = used["fields"].get("_recovery_source", {}).get("total_in_bytes", 0)
    return {
        "database_filled_s": round(first / 1000, 1),
        "elasticsearch_filled_s": round(second / 1000, 1),
        "documents_a_second": round(options.size / second * 1000),
        "bytes_a_document": round((used["store_size_in_bytes"] - passing) / options.size),
        "bytes_a_document_at_first": round(used["store_size_in_bytes"] / options.size),
    }


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    from search.engines.database import ENGINE as DATABASE
    from search.engines.elasticsearch import ENGINE
    from tests.bench.measures import spread, timed
    from tests.bench.workload import BREADTHS, COMPARED, questions

    found: dict[str, Any] = {}
    for breadth in BREADTHS:
        times: dict[str, list[float]] = defaultdict(list)
        disagreements = fallen_back = 0
        asked = questions(options.seed, breadth)
        for turn in range(options.rounds + 1):
            for question in asked:
                answers = []
                for engine in (ENGINE, DATABASE):
                    answer, took = timed(lambda e=engine, q=question: e.search(q.request))  # type: ignore[misc]
                    answers.append(answer)
                    # Of the first round nothing is taken: it is the one that warms up.
                    if turn and question.kind in COMPARED:
                        times[engine.name].append(took)
                ours, theirs = answers
                fallen_back += ours.engine != ENGINE.name
                disagreements += (ours.total, ours.counts) != (theirs.total, theirs.counts)
        found[breadth] = {name: spread(some) for name, some in times.items()}
        found[breadth] |= {"disagreements": disagreements, "fallen_back": fallen_back}
    return found


if __name__ == "__main__":
    main()
