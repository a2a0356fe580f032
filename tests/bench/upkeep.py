"""What publishing costs: the engine's work for one publication, and another worker's refresh."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import islice, repeat
from typing import Any

from search.document import Document
from search.request import SearchRequest
from tests.bench.contenders.ours import Ours
from tests.bench.documents import VALUES, document
from tests.bench.measures import spread, timed

ANYTHING = SearchRequest("en")
FEW_WORDS = 20


def publishing(size: int, seed: int, each: int) -> dict[str, Any]:
    """Milliseconds of `replace`, its commit among them, for `each` records of every kind.

    The index is the same afterwards but for what was rewritten.
    """
    writer, reader = Ours(), Ours()
    reader.answer(ANYTHING)
    fresh = [document(number, seed) for number in range(size, size + each)]
    old = [document(number, seed) for number in islice(_spaced(size, each), each)]
    rewritten = [
        replace(document(one.page_id - 1, seed, edition=1), facets=_turned(one)) for one in old
    ]
    edited = [_edited(one) for one in rewritten]
    turned = [replace(one, facets=_turned(one)) for one in edited]
    refreshes: list[float] = []

    def work(act: Callable[[Document], None], documents: Iterable[Document]) -> dict[str, float]:
        took = []
        for one in documents:
            took.append(timed(partial(act, one))[1])
            refreshes.append(_refresh(reader))
        # That of whoever merges what others have left fresh.
        return {**spread(took), "slowest": round(max(took, default=0), 1)}

    return {
        "new record": work(writer.publish, fresh),
        "full rewrite": work(writer.publish, rewritten),
        "20 words edited": work(writer.publish, edited),
        "facets only": work(writer.publish, turned),
        "deletion": work(writer.withdraw, fresh),
        "refresh in another worker": spread(refreshes),
    }


def _spaced(size: int, number: int) -> Iterable[int]:
    """Numbers of documents from everywhere in the collection."""
    return range(0, size, max(1, size // number))


def _refresh(reader: Ours) -> float:
    """How much longer the first question after a change takes than the next."""
    first, *others = (timed(lambda: reader.answer(ANYTHING))[1] for _ in repeat(None, 3))
    return max(0.0, first - min(others))


def _turned(one: Document) -> dict[str, tuple[str, ...]]:
    """The document's facets with the next theme and the next city."""
    facets = dict(one.facets)
    for facet in ("theme", "city"):
        values = VALUES[facet]
        facets[facet] = tuple(
            sorted({values[(values.index(value) + 1) % len(values)] for value in one.facets[facet]})
        )
    return facets


def _edited(one: Document) -> Document:
    """The document with the last words of its text taken out."""
    kept = one.texts["body"].split()[:-FEW_WORDS]
    return replace(one, texts={**one.texts, "body": " ".join(kept)})
