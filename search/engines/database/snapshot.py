"""What a process keeps in memory of the index: facet sets and sort keys, as of one version."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from pyroaring import BitMap

from search.document import HIDDEN_FACETS, SHOWN_IN
from search.engines.database import bitmaps
from search.engines.database.bitmaps import Numbers
from search.engines.database.blocks import (
    BLOCK,
    SORT_KEY,
    Block,
    Pairs,
    SortKeys,
    Table,
    Values,
)
from search.models import DocumentBlock, FacetValue, IndexState

_NOTHING = BitMap()
TRIES = 3


@dataclass(frozen=True)
class Snapshot:
    """The documents of one version; never changed, so that any thread may read it.

    Documents are counted from 0: the first has the id `first` in the database. `hidden` holds the
    values that are never counted.
    """

    version: int = -1
    first: int = 0
    sort_keys: SortKeys = field(default_factory=lambda: np.zeros(0, SORT_KEY))
    table: Table = field(default_factory=Table)
    hidden: Table = field(default_factory=Table)
    values: Mapping[tuple[str, str], int] = field(default_factory=dict)
    facets: Mapping[str, Sequence[int]] = field(default_factory=dict)
    names: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    sets: Mapping[int, BitMap] = field(default_factory=dict)
    _shown: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def having(self, facet: str, value: str) -> BitMap:
        """The documents with a facet value; not to be changed."""
        return self.sets.get(self.values.get((facet, value), 0), _NOTHING)

    def tally(self, documents: BitMap) -> NDArray[np.int64]:
        """By the number of each facet value, how many of the documents have it: one by one."""
        return self.table.tally(bitmaps.numbers(documents), self._numbers())

    def tally_shown(self, language: str) -> NDArray[np.int64]:
        """The same for all documents shown in a language, found once."""
        if language not in self._shown:
            shown = self.having(SHOWN_IN, language)
            tally = np.zeros(self._numbers(), np.int64)
            for number, having in self.sets.items():
                tally[number] = shown.intersection_cardinality(having)
            self._shown[language] = tally
        return self._shown[language]

    def _numbers(self) -> int:
        return max(self.names, default=0) + 1


class SnapshotCache:
    """Hands out the snapshot of the version the database is at, reading only what changed."""

    def __init__(self) -> None:
        self._snapshot = Snapshot()
        self._lock = threading.Lock()

    def current(self) -> Snapshot:
        """The snapshot of the database's present version: one query where it is known."""
        snapshot = self._snapshot
        if snapshot.version == version():
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


def version() -> int:
    """The version of the index in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM search_indexstate")
        row = cursor.fetchone()
        return row[0] if row else 0


def _advance(known: Snapshot, latest: int) -> Snapshot:
    state = IndexState.objects.first() or IndexState()
    if known.version not in state.recent:
        known = Snapshot(first=state.first_id)
    blocks = _blocks(known)
    # After the blocks, so that all values in them are known.
    values = _values()
    size = max([known.table.documents, *(BLOCK * (number + 1) for number in blocks)])
    highest = max(values.values(), default=0)
    table, hidden = known.table.copy(size, highest), known.hidden.copy(size, highest)
    not_counted = [number for (facet, _value), number in values.items() if facet in HIDDEN_FACETS]
    sort_keys = np.zeros(size, SORT_KEY)
    sort_keys[: len(known.sort_keys)] = known.sort_keys
    for number, block in blocks.items():
        sort_keys[BLOCK * number : BLOCK * (number + 1)] = block.keys
    changed = _places(blocks)
    before = np.concatenate([table.pairs(changed), hidden.pairs(changed)])
    for documents, carried in _by_width(blocks):
        of_hidden = np.isin(carried, not_counted)
        table.put(documents, _to_the_front(np.where(of_hidden, 0, carried)))
        hidden.put(documents, _to_the_front(np.where(of_hidden, carried, 0)))
    after = np.concatenate([table.pairs(changed), hidden.pairs(changed)])
    sets = dict(known.sets)
    for value, documents in _by_value(_without(before, after)):
        sets[value] = sets[value] - bitmaps.of_numbers(documents)
    for value, documents in _by_value(_without(after, before)):
        sets[value] = sets.get(value, _NOTHING) | bitmaps.of_numbers(documents)
    return Snapshot(
        version=latest,
        first=known.first,
        sort_keys=sort_keys,
        table=table,
        hidden=hidden,
        values=values,
        facets=_by_facet(values),
        names={number: pair for pair, number in values.items()},
        sets=sets,
    )


def _to_the_front(values: Values) -> Values:
    """Each row with its zeros behind, and no column of zeros alone."""
    moved = np.sort(values, axis=1)[:, ::-1]
    return moved[:, moved.any(axis=0)]


def _blocks(known: Snapshot) -> dict[int, Block]:
    """The blocks written since, by their place."""
    rows = DocumentBlock.objects.filter(version__gt=known.version)
    first = known.first // BLOCK
    return {
        number - first: Block.stored(keys, facets)
        for number, keys, facets in rows.values_list("number", "sort_keys", "facets")
    }


def _values() -> dict[tuple[str, str], int]:
    rows = FacetValue.objects.order_by("id").values_list("facet", "value", "id")
    return {(facet, value): number for facet, value, number in rows}


def _by_facet(values: Mapping[tuple[str, str], int]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for (facet, _value), number in values.items():
        numbers.setdefault(facet, []).append(number)
    return numbers


def _places(numbers: Iterable[int]) -> Numbers:
    """The documents of some blocks."""
    starts = np.array(sorted(numbers), np.int64) * BLOCK
    return (starts[:, None] + np.arange(BLOCK)).ravel().astype(np.uint32)


def _by_width(blocks: Mapping[int, Block]) -> Iterator[tuple[Numbers, Values]]:
    """Documents with their values, those of equally wide blocks together."""
    numbers: dict[int, list[int]] = {}
    for number in sorted(blocks):
        numbers.setdefault(blocks[number].values.shape[1], []).append(number)
    for some in numbers.values():
        yield _places(some), np.concatenate([blocks[number].values for number in some])


def _without(pairs: Pairs, others: Pairs) -> Pairs:
    return np.sort(np.setdiff1d(pairs, others, assume_unique=True) if len(others) else pairs)


def _by_value(pairs: Pairs) -> Iterator[tuple[int, Numbers]]:
    """The documents of each value among sorted pairs."""
    values = pairs >> 32
    starts = np.flatnonzero(np.diff(values, prepend=0))
    documents = (pairs & 0xFFFF_FFFF).astype(np.uint32)
    yield from zip(values[starts].tolist(), np.split(documents, starts)[1:], strict=True)
