"""Answering a request: sets in memory, the rows of its words, and the rows of the hits shown."""

import heapq
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from pyroaring import BitMap

from search.batches import batches
from search.document import SHOWN_IN
from search.engines.base import Hit, SearchResult
from search.engines.database import bitmaps, ranking
from search.engines.database.snapshot import Snapshot, SortKey
from search.engines.database.words import Words, find
from search.facets import BY_PARAMETER
from search.highlights import passages
from search.models import DocumentRow
from search.request import SearchRequest, Sort

HIGHLIGHTED = ("summary", "body")


Order = Callable[[SortKey], tuple[Any, ...]]


def _newest(key: SortKey) -> tuple[Any, ...]:
    return key.published, key.key


ORDERS: Mapping[Sort, Order] = {
    Sort.RELEVANCE: _newest,  # without words all match equally well
    Sort.NEWEST: _newest,
    Sort.TITLE: lambda key: (key.title, key.key),
    Sort.UPDATED: lambda key: (key.updated, key.key),
}


class Outdated(Exception):
    """A hit vanished between two queries: the snapshot is no longer true."""


Hits = Callable[[list[int], Words], tuple[Hit, ...]]


def answer(
    request: SearchRequest,
    snapshot: Snapshot,
    leave_out: Collection[UUID],
    hits: Hits,
    engine: str,
) -> SearchResult:
    """The result of `request` on `snapshot`; `hits` reads the rows of the page."""
    visible = snapshot.having(SHOWN_IN, request.language) & snapshot.documents
    visible -= _numbers(leave_out)
    words = find(request, visible)
    candidates = words.narrow(visible)
    filters = {
        facet: _filter(request, snapshot, facet, values)
        for facet, values in request.facets.items()
        if values
    }
    matches = BitMap.intersection(candidates, *filters.values())
    page = _page(request, snapshot, words, matches)
    return SearchResult(
        total=len(matches),
        hits=hits(page, words),
        counts={
            facet: _counts(request, snapshot, facet, candidates, filters) for facet in BY_PARAMETER
        },
        engine=engine,
    )


def _numbers(keys: Collection[UUID]) -> BitMap:
    numbers = BitMap()
    for some in batches(keys):
        rows = DocumentRow.objects.filter(key__in=some)
        numbers.update(rows.values_list("id", flat=True))
    return numbers


def _filter(
    request: SearchRequest, snapshot: Snapshot, facet: str, values: Collection[str]
) -> BitMap:
    sets = [snapshot.having(facet, value) for value in values]
    return BitMap.intersection(*sets) if facet in request.match_all else bitmaps.union(sets)


def _counts(
    request: SearchRequest,
    snapshot: Snapshot,
    facet: str,
    candidates: BitMap,
    filters: Mapping[str, BitMap],
) -> dict[str, int]:
    own = facet in request.match_all
    others = (ids for name, ids in filters.items() if own or name != facet)
    documents = BitMap.intersection(candidates, *others)
    counts = dict.fromkeys(request.facets.get(facet, ()), 0)
    for value, ids in snapshot.facets.get(facet, {}).items():
        if number := documents.intersection_cardinality(ids):
            counts[value] = number
    return counts


def _page(request: SearchRequest, snapshot: Snapshot, words: Words, matches: BitMap) -> list[int]:
    """The numbers of the documents on the page asked for, in order."""
    start = (request.page - 1) * request.page_size
    if start >= len(matches):
        return []
    order = _order(request, snapshot, words, matches)
    return heapq.nsmallest(start + request.page_size, matches, key=order)[start:]


def _order(
    request: SearchRequest, snapshot: Snapshot, words: Words, matches: BitMap
) -> Callable[[int], tuple[Any, ...]]:
    keys = snapshot.sort_keys
    if request.sort == Sort.RELEVANCE and words.found:
        total = len(snapshot.documents)
        weighed = [
            (ranking.rarity(len(word.ids), total), word.by_document()) for word in words.found
        ]
        scores = ranking.scores(weighed, matches)
        return lambda number: (-scores[number], keys[number].published, keys[number].key)
    chosen = ORDERS[request.sort]
    return lambda number: chosen(keys[number])


def complete_hits(page: list[int], words: Words) -> tuple[Hit, ...]:
    """The hits of the documents on a page.

    Raises:
        Outdated: where one of them is gone.
    """
    hits = remaining_hits(page, words)
    if len(hits) < len(page):
        raise Outdated
    return hits


def remaining_hits(page: list[int], words: Words) -> tuple[Hit, ...]:
    """The hits of those documents on a page that are still there."""
    fields = ("id", "line", "texts") if words.marked else ("id", "line")
    rows = {
        number: Hit(line, passages(_readable(*texts), words.marked))
        for number, line, *texts in DocumentRow.objects.filter(id__in=page).values_list(*fields)
    }
    return tuple(rows[number] for number in page if number in rows)


def _readable(texts: Mapping[str, str] | None = None) -> list[str]:
    return [texts[name] for name in HIGHLIGHTED if name in texts] if texts else []
