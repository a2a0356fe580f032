"""Answering a request: sets and arrays in memory, and the rows of its words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.batches import batches
from search.document import SHOWN_IN
from search.engines.base import Counts
from search.engines.database import bitmaps, postings, ranking
from search.engines.database.bitmaps import Numbers
from search.engines.database.blocks import TITLE
from search.engines.database.counting import counts
from search.engines.database.ranking import SortKey
from search.engines.database.snapshot import TRIES, Snapshot, SnapshotCache
from search.engines.database.words import Words, read, scoring
from search.facets import BY_PARAMETER
from search.models import DocumentRow
from search.query import MOST_VERIFIED, Query, parse_query, phrase_matches
from search.request import SearchRequest, Sort


@dataclass(frozen=True)
class Found:
    """What a request finds: `matches` of all pages, as numbers in `snapshot`.

    `cut`: more may match, as not all candidates of a phrase were read.
    """

    request: SearchRequest
    snapshot: Snapshot
    words: Words
    candidates: BitMap
    filters: Mapping[str, BitMap]
    matches: BitMap
    cut: bool

    def ids(self, start: int, most: int) -> list[int]:
        """The ids of the documents in order, at most so many from a place on."""
        if start >= len(self.matches):
            return []
        most += start
        matches = self.matches
        if self._order_is_newest() and len(latest := matches & self.snapshot.latest) >= most:
            matches = latest
        chosen = ranking.first(bitmaps.numbers(matches), self._order(), most)
        return ids(chosen[start:], self.snapshot)

    def _order(self) -> Sequence[SortKey]:
        if self.request.sort == Sort.TITLE:
            return *_by_title(self.snapshot), *_by_id(self.snapshot)
        if self.request.sort == Sort.UPDATED:
            return self.snapshot.column("updated").take, *_by_id(self.snapshot)
        if self.request.sort == Sort.FIT:
            return self._unfit, *newest(self.snapshot)
        if self._order_is_newest():
            return newest(self.snapshot)
        return self.words.worst, *newest(self.snapshot)

    def _unfit(self, documents: Numbers) -> NDArray[np.int64]:
        """How little of what is asked for each of some documents has in common."""
        fit = np.zeros(len(documents), np.int64)
        for trait in self.request.like.traits if self.request.like else ():
            having = self.snapshot.having(trait.facet, trait.value)
            fit += trait.weight * np.isin(documents, bitmaps.numbers(having))
        return -fit

    def _order_is_newest(self) -> bool:
        sort = self.request.sort
        return sort == Sort.NEWEST or (sort == Sort.RELEVANCE and not self.words.query)

    def counts(self) -> Counts:
        """Of every visible facet, its own choice ignored unless all of it must match."""
        request = self.request
        free = {f: ids for f, ids in self.filters.items() if f not in request.match_all}
        found = self._counts(self.matches, [facet for facet in BY_PARAMETER if facet not in free])
        for facet in free.keys() & BY_PARAMETER.keys():
            others = (ids for name, ids in self.filters.items() if name != facet)
            documents = BitMap.intersection(self.candidates, *others)
            found |= self._counts(documents, [facet])
        for facet in self.filters.keys() & BY_PARAMETER.keys():
            found[facet] = dict.fromkeys(request.facets[facet], 0) | found[facet]
        return found

    def _counts(self, documents: BitMap, facets: Collection[str]) -> dict[str, dict[str, int]]:
        return counts(self.snapshot, self.request.language, documents, facets)


def find(request: SearchRequest, known: SnapshotCache, leave_out: Collection[UUID]) -> Found:
    """What `request` finds where the records in `leave_out` do not exist."""
    query = parse_query(request.text, request.language)
    snapshot, words = _read(query, known)
    candidates = _holding(words, visible(snapshot, request.language, leave_out))
    cut = bool(query.phrases) and len(candidates) > MOST_VERIFIED
    if query.phrases:
        candidates = _verified(words, candidates, snapshot)
    filters = {
        facet: _filter(request, snapshot, facet, values)
        for facet, values in request.facets.items()
        if values
    }
    matches = BitMap.intersection(candidates, *filters.values()) if filters else candidates
    return Found(request, snapshot, words, candidates, filters, matches, cut)


def _read(query: Query, known: SnapshotCache) -> tuple[Snapshot, Words]:
    """The snapshot of the present version, and the words that are asked for.

    Those that it has at hand are not read again.
    """
    scores = scoring(query)
    wanted = {word.forms for word in (*scores, *query.excluded)}
    for left in reversed(range(TRIES)):
        # The last time all words are read, whatever the version.
        before = known.latest if left else Snapshot()
        at_hand = {forms: held for forms in wanted if (held := before.words.get(forms))}
        lacking = {forms: forms for forms in wanted if forms not in at_hand}
        version, rows = postings.read_now({form for forms in lacking for form in forms})
        snapshot = known.at(version)
        if snapshot is before or (snapshot.version == version and not at_hand):
            break
        # Published in between: the words are older than the facets.
    found = read(lacking, rows, snapshot)
    if snapshot.version == version:
        snapshot.words.keep(found)
    return snapshot, Words(query, scores, at_hand | found, snapshot)


def ids(documents: Numbers, snapshot: Snapshot) -> list[int]:
    """The documents' numbers in the database."""
    return [number + snapshot.first for number in documents.tolist()]


def visible(snapshot: Snapshot, language: str, leave_out: Collection[UUID]) -> BitMap:
    """The documents shown in a language, but for those of some records; not to be changed."""
    shown = snapshot.having(SHOWN_IN, language)
    for some in batches(leave_out):
        rows = DocumentRow.objects.filter(key__in=some, id__gte=snapshot.first)
        shown = shown - BitMap(id - snapshot.first for id in rows.values_list("id", flat=True))
    return shown


def _holding(words: Words, visible: BitMap) -> BitMap:
    """The visible documents that hold what the query asks for."""
    if not words.query:
        return visible
    found = words.among(visible)
    beginning = None if found else words.query.beginning
    if beginning and not words.held[beginning.forms].documents.intersect(visible):
        words.complete(beginning)
        found = words.among(visible)
    return found


def _verified(words: Words, candidates: BitMap, snapshot: Snapshot) -> BitMap:
    """Those of the candidates, best first and not too many, whose texts hold the phrases."""
    keys = [words.worst, *newest(snapshot)]
    best = ranking.first(bitmaps.numbers(candidates), keys, MOST_VERIFIED)
    found = BitMap()
    for some in batches(ids(best, snapshot)):
        rows = DocumentRow.objects.filter(id__in=some).values_list("id", "language", "texts")
        found.update(
            id - snapshot.first
            for id, language, texts in rows
            if all(phrase_matches(texts.values(), p, language) for p in words.query.phrases)
        )
    return found


def _filter(
    request: SearchRequest, snapshot: Snapshot, facet: str, values: Collection[str]
) -> BitMap:
    sets = [snapshot.having(facet, value) for value in values]
    if facet in request.match_all:
        return BitMap.intersection(*sets)
    return sets[0] if len(sets) == 1 else bitmaps.union(sets)


def newest(snapshot: Snapshot) -> list[SortKey]:
    """The newest first, then by id."""
    return [snapshot.column("published").take, *_by_id(snapshot)]


def _by_id(snapshot: Snapshot) -> list[SortKey]:
    return [snapshot.column("high").take, snapshot.column("low").take]


def _by_title(snapshot: Snapshot) -> list[SortKey]:
    """Titles by the bytes in memory, eight at a time; by what the database has where these tie."""

    def eight(place: int) -> SortKey:
        def key(documents: Numbers) -> NDArray[np.uint64]:
            titles = snapshot.sort_keys["title"][documents]
            bytes_of_title: NDArray[np.uint64] = titles.view(">u8").reshape(-1, TITLE // 8)
            return bytes_of_title[:, place].astype(np.uint64)

        return key

    def whole(documents: Numbers) -> NDArray[np.int64]:
        ranks = np.zeros(len(documents), np.int64)
        titles = snapshot.sort_keys["title"][documents]
        longer = np.flatnonzero(np.char.str_len(titles) == TITLE)
        stored = _titles(ids(documents[longer], snapshot))
        ranks[longer] = np.unique(stored, return_inverse=True)[1]
        return ranks

    return [*(eight(place) for place in range(TITLE // 8)), whole]


def _titles(numbers: list[int]) -> NDArray[Any]:
    titles: dict[int, str] = {}
    for some in batches(numbers):
        titles |= dict(DocumentRow.objects.filter(id__in=some).values_list("id", "title_key"))
    return np.array([titles.get(number, "") for number in numbers], object)
