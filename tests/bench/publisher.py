"""A process that publishes: documents into the index, or pages as editors do; or one that reads.

`python -m tests.bench.publisher documents|pages|reader NUMBER SECONDS`
"""

import json
import random
import sys
import time
from collections.abc import Callable
from typing import Any

import django

SEED = 1
EACH = 1_000_000  # numbers of documents that belong to one process


def documents(number: int) -> Callable[[], dict[str, Any]]:
    """Publish new documents, write them anew, change their facets, delete some."""
    from dataclasses import replace

    from tests.bench.contenders.ours import Ours
    from tests.bench.documents import document

    ours, chance = Ours(), random.Random(number)
    known: dict[int, tuple[int, int]] = {}
    for prepared in range(20):  # invents the words of every language
        document(prepared, SEED)

    def publish() -> dict[str, Any]:
        if known and chance.random() < 0.15:
            gone = chance.choice(list(known))
            known.pop(gone)
            ours.withdraw(document(gone, SEED))
            return live()
        if known and chance.random() < 0.5:
            one = chance.choice(list(known))
            texts, facets = known[one]
            again = chance.random() < 0.5
            known[one] = (texts + again, facets + 1)
        else:
            one = number * EACH + len(known) + chance.randrange(EACH // 2)
            known[one] = (0, 0)
        texts, facets = known[one]
        classes = document(one, SEED, edition=facets).facets
        ours.publish(replace(document(one, SEED, edition=texts), facets=classes))
        return live()

    def live() -> dict[str, Any]:
        return {"live": [[one, *editions] for one, editions in known.items()]}

    return publish


def pages(number: int) -> Callable[[], dict[str, Any]]:
    """Create, change, unpublish and delete practices, as editors do."""
    from core.enums import RecordType
    from search.synthetic.words import vocabulary
    from taxonomy.models import Theme
    from tests.factories.pages import PracticePageFactory, section

    chance = random.Random(number)
    words = vocabulary("en", SEED).words[:2_000]
    themes = list(Theme.objects.all().canonical())
    parent = section(RecordType.PRACTICE)
    own: list[Any] = []

    def publish() -> dict[str, Any]:
        title = " ".join(chance.choices(words, k=5))
        deed = chance.random()
        if len(own) > 3 and deed < 0.1:
            own.pop(chance.randrange(len(own))).delete()
        elif len(own) > 3 and deed < 0.2:
            chance.choice(own).unpublish()
        elif len(own) > 3 and deed < 0.6:
            page = chance.choice(own)
            page.title = title
            page.themes.set(chance.sample(themes, 2))
            page.save_revision().publish()
        else:
            page = PracticePageFactory.build(
                title=title, slug=f"p-{number}-{time.time_ns()}", summary=title, parent=None
            )
            page.locale = parent.locale
            own.append(_added(parent, page))
        return {}

    return publish


def _added(parent: Any, page: Any) -> Any:
    """The page under its parent, whose number of children other processes change as well."""
    from django.db import transaction

    with transaction.atomic():
        model = type(parent)
        fresh = model.objects.select_for_update().get(pk=parent.pk)
        fresh.add_child(instance=page)
    return page


def reader(number: int) -> Callable[[], dict[str, Any]]:
    """Search all the time, one question after another; versions must never go back."""
    from search.service import search
    from tests.bench.contenders.ours import Ours
    from tests.bench.workload import questions

    ours, asked = Ours(), questions(SEED + number)
    state = {"turn": 0, "version": 0}

    def ask() -> dict[str, Any]:
        request = asked[state["turn"] % len(asked)].request
        state["turn"] += 1
        result = search(request)
        start = (request.page - 1) * request.page_size
        expected = min(request.page_size, max(0, result.total - start))
        assert len(result.hits) in (expected, expected - 1)  # one may go while it is read
        version = ours.engine.version()
        assert version >= state["version"]
        state["version"] = version
        return {}

    return ask


def main(kind: str, number: int, seconds: float) -> None:
    """Be ready, begin when told to, stop after so many seconds, say what was done."""
    django.setup()
    act = {"documents": documents, "pages": pages, "reader": reader}[kind](number)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    took: list[float] = []
    said: dict[str, Any] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.perf_counter()
        said |= act()
        took.append((time.perf_counter() - start) * 1000)
    sys.stdout.write(json.dumps({**said, "milliseconds": took}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
