"""A new worker: what the index adds to its memory, and how long it takes to load.

A process of its own, started for the purpose; prints JSON.
"""

import json
import sys
from pathlib import Path


def resident() -> float:
    """Megabytes of memory of its own this process holds.

    Without the mapped pages of the database: these are the system's cache, shared by all.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    (own,) = (line for line in lines if line.startswith("RssAnon:"))
    return int(own.split()[1]) * 1024 / 1_000_000


def main(seed: int) -> None:
    """Load the index of the scratch database, then answer the whole workload once."""
    import django

    django.setup()
    from django.db import connection

    from search.models import IndexState
    from search.request import SearchRequest
    from tests.bench.contenders.ours import Ours
    from tests.bench.measures import timed
    from tests.bench.workload import questions

    asked = questions(seed)
    IndexState.objects.exists()  # opens the connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    before = resident()
    ours = Ours()
    _answer, load = timed(lambda: ours.answer(SearchRequest("en")))
    loaded = resident()
    for question in asked:
        ours.answer(question.request)
    figures = {
        "load_ms": round(load, 1),
        "memory_mb": {
            "loaded": round(loaded - before, 1),
            "after the workload": round(resident() - before, 1),
        },
    }
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]))
