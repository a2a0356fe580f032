"""The words of a request, found in the index."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyroaring import BitMap

from search.analysis import query_words
from search.engines.database.bitmaps import Stored, Weighted
from search.models import Posting
from search.request import SearchRequest

SHORTEST_PREFIX = 2
MOST_ENDINGS = 64

Row = tuple[str, Stored, Stored]


@dataclass
class Words:
    """What was found for each word asked for; `marked` are the words to mark in texts."""

    found: list[Weighted]
    marked: frozenset[str]

    def narrow(self, documents: BitMap) -> BitMap:
        """Those of the documents that hold every word."""
        return BitMap.intersection(documents, *(word.ids for word in self.found))


def find(request: SearchRequest, visible: BitMap) -> Words:
    """The words of a request; where no visible document holds the last, what begins with it."""
    asked = query_words(request.text, request.language)
    if not asked:
        return Words([], frozenset())
    rows: Iterable[Row] = Posting.objects.filter(term__in=asked).values_list(
        "term", "ids", "weights"
    )
    stored = {term: Weighted.stored(ids, weights) for term, ids, weights in rows}
    found = [stored.get(word, Weighted()) for word in asked]
    endings: set[str] = set()
    if not found[-1].ids & visible and len(asked[-1]) >= SHORTEST_PREFIX:
        found[-1], endings = _beginning_with(asked[-1])
    return Words(found, frozenset(asked) | endings)


def _beginning_with(prefix: str) -> tuple[Weighted, set[str]]:
    """The documents with a word that begins so, each with the highest weight of such words."""
    # `gte` lets SQLite, whose LIKE uses no index, begin at the right place.
    terms = Posting.objects.filter(term__startswith=prefix, term__gte=prefix).order_by("term")
    heaviest: dict[int, int] = {}
    endings = set()
    for term, ids, weights in terms.values_list("term", "ids", "weights")[:MOST_ENDINGS]:
        endings.add(term)
        for number, weight in Weighted.stored(ids, weights).by_document().items():
            heaviest[number] = max(weight, heaviest.get(number, 0))
    found = BitMap(heaviest)
    return Weighted(found, bytearray(heaviest[number] for number in found)), endings
