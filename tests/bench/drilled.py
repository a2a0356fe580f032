"""A process of a drill, which goes on until its input ends: a reader, or an editor.

`python -m tests.bench.drilled site|index|editor NUMBER EXPECTED`: `site` reads as visitors do,
`index` asks Elasticsearch itself, with time enough. EXPECTED records hold the word that nobody
who publishes ever uses, at every moment.
"""

import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

STEADY = "synthetic"  # stands in every record of the corpus
SEED = 1
LONGEST = 2.5  # seconds that an answer may take
REST = {"site": 0.1, "index": 0.02, "editor": 0.3}  # seconds between two deeds, at most
MOST_TOLD = 20
ASKED = (
    "/en/search/?q={}",
    "/api/v1/suggest?lang=en&q={}",
    "/api/v1/search?lang=en&q={}&type=practice",
)


def site(number: int, expected: int) -> Callable[[], dict[str, Any]]:
    """Ask for pages, suggestions, files and answers for programs, and look at them."""
    from django.test import Client

    from search.synthetic.words import vocabulary

    client = Client(raise_request_exception=False)
    chance = random.Random(number)
    words = vocabulary("en", SEED).words[:300]
    steady = f"/api/v1/search?lang=en&q={STEADY}"
    wrong: list[str] = []
    late: list[str] = []
    engines: Counter[str] = Counter()

    for address in (steady, *ASKED):
        client.get(address)  # what a process loads once

    def ask() -> dict[str, Any]:
        address = steady
        if chance.random() < 0.5:
            address = chance.choice(ASKED).format(chance.choice(words))
        start = time.perf_counter()
        answer = client.get(address)
        content = answer.getvalue()
        took = time.perf_counter() - start
        if answer.status_code != 200:
            wrong.append(f"{address}: {answer.status_code}")
        elif address == steady:
            found = json.loads(content)
            engines[found["engine"]] += 1
            if found["total"] != expected:
                wrong.append(f"{found['total']} of {expected} in the {found['engine']}")
        if took > LONGEST:
            late.append(f"{address}: {took:.1f} s")
        return {"wrong": wrong[:MOST_TOLD], "late": late[:MOST_TOLD], "engines": engines}

    return ask


def index(number: int, expected: int) -> Callable[[], dict[str, Any]]:
    """Ask Elasticsearch for what is in it, whatever is built at the moment."""
    from search.engines.elasticsearch import reading
    from search.engines.elasticsearch.client import Budget
    from search.request import SearchRequest

    request = SearchRequest("en", text=STEADY)
    wrong: list[str] = []

    def ask() -> dict[str, Any]:
        found = reading.total(request, (), Budget(60))
        if found != expected:
            wrong.append(f"{found} of {expected}")
        return {"wrong": wrong[:MOST_TOLD]}

    return ask


def editor(number: int, expected: int) -> Callable[[], dict[str, Any]]:
    """Publish as editors do."""
    from tests.bench import publisher

    return publisher.pages(number)


def main(kind: str, number: int, expected: int) -> None:
    """Be ready, begin when told to, stop at the end of the input, say what was done."""
    django.setup()
    chance = random.Random(number)
    act = {"site": site, "index": index, "editor": editor}[kind](number, expected)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    listening = threading.Thread(target=sys.stdin.read, daemon=True)
    listening.start()
    took: list[float] = []
    said: dict[str, Any] = {}
    while listening.is_alive():
        start = time.perf_counter()
        said |= act()
        took.append((time.perf_counter() - start) * 1000)
        time.sleep(chance.uniform(0, REST[kind]))
    sys.stdout.write(json.dumps({**said, "milliseconds": took}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
