"""What a process keeps in memory of the index: facet sets and sort keys, as of one version."""

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.batches import batches
from search.document import HIDDEN_FACETS, SHOWN_IN
from search.engines.database import bitmaps, fresh, postings, sets
from search.engines.database.arrays import SortKeys, Table
from search.engines.database.bitmaps import Mask
from search.engines.database.blocks import (
    BLOCK,
    BYTES,
    SORT_KEY,
    Block,
    Values,
    documents_in,
)
from search.engines.database.fresh import Fresh
from search.engines.database.held import Memory
from search.engines.database.postings import Group, Row, Shares, version
from search.engines.database.sets import NOTHING
from search.models import DocumentBlock, FacetValue, IndexState

TRIES = 3
LATEST = 4_096  # documents
AT_ONCE = 100  # blocks: memory that is needed only to load them stays with the process


class Facet(NamedTuple):
    """The values of a facet, and the number that stands for each."""

    values: Sequence[str]
    numbers: NDArray[np.int64]


@dataclass(frozen=True)
class Snapshot:
    """The documents of one version; never changed, so that any thread may read it.

    Documents are counted from 0: the first has the id `first` in the database. `table` holds the
    values that are counted, `sets` all; each value has a number below `numbers`. `fresh` are the
    terms that the postings lack, `words` those that were asked for last.
    """

    version: int = -1
    first: int = 0
    fresh: Fresh = field(default_factory=Fresh)
    sort_keys: SortKeys = field(default_factory=SortKeys)
    table: Table = field(default_factory=Table)
    values: Mapping[tuple[str, str], int] = field(default_factory=dict)
    numbers: int = 1
    facets: Mapping[str, Facet] = field(default_factory=dict)
    sets: Mapping[int, BitMap] = field(default_factory=dict)
    words: Memory = field(default_factory=Memory)
    _sets_of: dict[str, list[BitMap]] = field(default_factory=dict)
    _shown: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many documents there are, those that are gone among them."""
        return len(self.sort_keys)

    def heaviest(
        self, groups: Mapping[Group, Collection[str]], rows: Iterable[Row]
    ) -> dict[Group, Shares]:
        """For each group of terms, of which the rows are given, the weight of the heaviest.

        In all documents. Groups of which no document holds a term may be left out.
        """
        return postings.heaviest(groups, rows, self.fresh, self.first, len(self))

    def having(self, facet: str, value: str) -> BitMap:
        """The documents with a facet value; not to be changed."""
        return self.sets.get(self.values.get((facet, value), 0), NOTHING)

    def sets_of(self, facet: str) -> Sequence[BitMap]:
        """The documents of each value of a facet; a value that has lost its last has none."""
        if facet not in self._sets_of:
            numbers = self.facets[facet].numbers.tolist()
            self._sets_of[facet] = [self.sets.get(number, NOTHING) for number in numbers]
        return self._sets_of[facet]

    def column(self, name: str) -> NDArray[Any]:
        """One sort key of all documents."""
        return self.sort_keys[name]

    @cached_property
    def latest(self) -> BitMap:
        """Documents published no earlier than any other: enough for the first pages of most."""
        published = self.column("published")
        if len(published) <= LATEST:
            return bitmaps.of_mask(np.ones(len(published), np.bool_))
        return bitmaps.of_mask(published <= np.partition(published, LATEST)[LATEST])

    def tally(self, documents: BitMap) -> NDArray[np.int64]:
        """By the number of each facet value, how many of the documents have it: one by one."""
        return self.table.tally(documents, self.numbers)

    def tally_shown(self, language: str) -> NDArray[np.int64]:
        """The same for all documents shown in a language, found once and then kept up."""
        if language not in self._shown:
            self._shown[language] = self.tally(self.having(SHOWN_IN, language))
        return self._shown[language]


class SnapshotCache:
    """Hands out the snapshot of the version the database is at, reading only what changed."""

    def __init__(self) -> None:
        self._snapshot = Snapshot()
        self._lock = threading.Lock()

    @property
    def latest(self) -> Snapshot:
        """The snapshot handed out last, which the database may have left behind."""
        return self._snapshot

    def current(self) -> Snapshot:
        """The snapshot of the database's present version: one query where it is known."""
        return self.at(version())

    def at(self, now: int) -> Snapshot:
        """The snapshot of the version the database was at just now, or of a later one."""
        snapshot = self._snapshot
        if snapshot.version == now:
            return snapshot
        with self._lock:
            snapshot = self._snapshot
            for _ in range(TRIES):
                # The blocks of one version, unless writers are faster than this process reads.
                if snapshot.version == (latest := version()):
                    break
                snapshot = _advance(snapshot, latest)
            self._snapshot = snapshot
            return snapshot


def _advance(known: Snapshot, latest: int) -> Snapshot:
    state = IndexState.objects.first() or IndexState()
    if known.version not in state.recent:
        known = Snapshot(first=state.first_id)
    first = known.first // BLOCK
    rows = DocumentBlock.objects.filter(version__gt=known.version)
    written = sorted(rows.values_list("number", flat=True))
    following = _Following(known, BLOCK * (max(written, default=first - 1) - first + 1))
    for numbers in batches(written, AT_ONCE):
        following.take(_blocks(numbers, first))
    return following.snapshot(latest, fresh.following(known.fresh, known.version))


class _Following:
    """The snapshot that follows a known one, in the making."""

    def __init__(self, known: Snapshot, documents: int) -> None:
        """It has at least so many documents."""
        self.documents = max(documents, len(known.sort_keys))
        self.known = known
        self.values = known.values
        self.numbers = known.numbers
        self.table = known.table
        self.sort_keys = known.sort_keys.following(self.documents)
        self.sets = dict(known.sets)
        self.written = BitMap()

    def take(self, blocks: Mapping[int, Block]) -> None:
        """Write the blocks, given by their place, over what was there."""
        documents, carried = documents_in(blocks), _carried(blocks)
        most = int(carried.max(initial=0))
        grown = most >= self.numbers
        if grown:
            # After the blocks, so that all values in them are known; none ever gets another number.
            self.values = _values()
            self.numbers = max([most, *self.values.values()]) + 1
        if grown or self.table is self.known.table:
            self.table = self.table.following(self.documents, self.numbers)
        known = sets.put(self.sets, documents, carried)
        # What is gone stays where it was: nobody looks there any more.
        there = carried[:, :1].any(axis=1)
        # As plain bytes: numpy would compare the fields of every block.
        keys = np.concatenate([block.keys.view(BYTES) for block in blocks.values()])
        keys = keys.view(SORT_KEY)
        documents, carried, keys = documents[there], carried[there], keys[there]
        fresh: Mask = ~np.isin(documents, bitmaps.numbers(known))
        self.sort_keys.put(documents, keys, fresh)
        counted = np.arange(self.numbers, dtype=np.uint32)
        counted[[number for (name, _), number in self.values.items() if name in HIDDEN_FACETS]] = 0
        self.table.put(documents, _to_the_front(counted.take(carried)), fresh)
        self.written |= known | bitmaps.of_numbers(documents)

    def snapshot(self, version: int, fresh: Fresh) -> Snapshot:
        """The snapshot, made; nothing may be taken in any more."""
        same = self.values is self.known.values
        made = Snapshot(
            version=version,
            first=self.known.first,
            fresh=fresh,
            sort_keys=self.sort_keys,
            table=self.table,
            values=self.values,
            numbers=self.numbers,
            facets=self.known.facets if same else _by_facet(self.values),
            sets=self.sets,
        )
        for language, before in list(self.known._shown.items()):  # other threads add to it
            made._shown[language] = _grown(before, self.numbers) + self._more_shown(made, language)
        return made

    def _more_shown(self, made: Snapshot, language: str) -> NDArray[np.int64]:
        """By how much the tally of all that is shown in a language has changed."""
        gone = self.known.tally(self.known.having(SHOWN_IN, language) & self.written)
        come = made.tally(made.having(SHOWN_IN, language) & self.written)
        return come - _grown(gone, self.numbers)


def _grown(tally: NDArray[np.int64], numbers: int) -> NDArray[np.int64]:
    return np.pad(tally, (0, numbers - len(tally)))


def _to_the_front(values: Values) -> Values:
    """Each row with its zeros behind, and no column of zeros alone."""
    moved = np.sort(values, axis=1)[:, ::-1]
    return moved[:, moved.any(axis=0)]


def _blocks(numbers: Sequence[int], first: int) -> dict[int, Block]:
    """Some blocks by their place after the first, in order."""
    rows = DocumentBlock.objects.filter(number__in=numbers).order_by("number")
    return {
        number - first: Block.stored(keys, facets)
        for number, keys, facets in rows.values_list("number", "sort_keys", "facets")
    }


def _carried(blocks: Mapping[int, Block]) -> Values:
    """The values of the blocks' documents."""
    width = max((block.values.shape[1] for block in blocks.values()), default=0)
    carried: Values = np.zeros((BLOCK * len(blocks), width), np.uint32)
    for start, block in enumerate(blocks.values()):
        rows = carried[BLOCK * start : BLOCK * (start + 1)]
        rows[:, : block.values.shape[1]] = block.values
    return carried


def _values() -> dict[tuple[str, str], int]:
    rows = FacetValue.objects.order_by("id").values_list("facet", "value", "id")
    return {(facet, value): number for facet, value, number in rows}


def _by_facet(values: Mapping[tuple[str, str], int]) -> dict[str, Facet]:
    found: dict[str, dict[str, int]] = {}
    for (facet, value), number in values.items():
        found.setdefault(facet, {})[value] = number
    return {
        facet: Facet(tuple(numbers), np.array(list(numbers.values())))
        for facet, numbers in found.items()
    }
