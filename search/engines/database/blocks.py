"""What every process keeps in memory of the documents: sort keys and facet values.

Stored in blocks of 128 documents, so that a publication writes a few kilobytes and the whole is
read in milliseconds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.database import bitmaps
from search.engines.database.bitmaps import Numbers, Stored

BLOCK = 128
TITLE = 32  # bytes of a title kept in memory
WIDTH = 16  # values in a row of the table
AT_ONCE = 2_048  # rows that are counted: what a processor has at hand

# By what documents are sorted; times in microseconds, negative so that the newest is first.
SORT_KEY = np.dtype(
    [
        ("published", "<i8"),
        ("updated", "<i8"),
        ("high", "<u8"),
        ("low", "<u8"),
        ("title", f"S{TITLE}"),
    ]
)
KEYS = SORT_KEY.names or ()
Values = NDArray[np.uint32]
"""A row for each document: the numbers of its facet values, then zeros."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sort_key(published: datetime, updated: datetime, key: UUID, title: str) -> tuple[Any, ...]:
    return (
        -_microseconds(published),
        -_microseconds(updated),
        key.int >> 64,
        key.int & 0xFFFF_FFFF_FFFF_FFFF,
        title.encode()[:TITLE],
    )


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


@dataclass
class Block:
    """128 documents; those that are gone have neither values nor a sort key."""

    keys: NDArray[np.void] = field(default_factory=lambda: np.zeros(BLOCK, SORT_KEY))
    values: Values = field(default_factory=lambda: np.zeros((BLOCK, 0), np.uint32))

    @classmethod
    def stored(cls, keys: Stored, facets: Stored) -> "Block":
        return cls(np.frombuffer(keys, SORT_KEY), np.frombuffer(facets, "<u4").reshape(BLOCK, -1))

    def changed(
        self, changes: Mapping[int, tuple[tuple[Any, ...], Iterable[int]] | None]
    ) -> "Block":
        """With other sort keys and values at some places; None takes a document out."""
        keys = self.keys.copy()
        rows = [row[row > 0].tolist() for row in self.values]
        for place, document in changes.items():
            keys[place], values = document or (np.zeros((), SORT_KEY), ())
            rows[place] = sorted(values)
        width = max(map(len, rows))
        padded = [row + [0] * (width - len(row)) for row in rows]
        return Block(keys, np.array(padded, "<u4").reshape(BLOCK, width))

    def columns(self) -> dict[str, bytes]:
        return {"sort_keys": self.keys.tobytes(), "facets": self.values.tobytes()}


class SortKeys:
    """The sort keys of all documents: an array for each, by its name."""

    def __init__(self, documents: int = 0) -> None:
        self._columns = {name: np.zeros(documents, SORT_KEY[name]) for name in KEYS}

    def __len__(self) -> int:
        """How many documents there are."""
        return len(self._columns["published"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def copy(self, documents: int) -> "SortKeys":
        """The keys of at least as many documents, to be changed."""
        keys = SortKeys(documents)
        for name, column in keys._columns.items():
            column[: len(self)] = self[name]
        return keys

    def put(self, blocks: Mapping[int, Block]) -> None:
        """Give the documents of some blocks other keys."""
        keys, documents = np.concatenate([b.keys for b in blocks.values()]), documents_in(blocks)
        for name, column in self._columns.items():
            column[documents] = keys[name]


def documents_in(numbers: Iterable[int]) -> Numbers:
    """The documents of some blocks, ascending."""
    starts = np.array(sorted(numbers), np.int64) * BLOCK
    return (starts[:, None] + np.arange(BLOCK)).ravel().astype(np.uint32)


class Table:
    """Values of all documents, in rows of 16; where these do not do, rows go on elsewhere."""

    def __init__(self) -> None:
        self.documents = 0
        self.rows: NDArray[np.unsignedinteger[Any]] = np.zeros((0, WIDTH), np.uint16)
        # By row the one it goes on in, 0 for none: no document's own row is another's.
        self.next = np.zeros(0, np.uint32)
        self.longer = BitMap()  # documents of which the row may go on

    def copy(self, documents: int, numbers: int) -> "Table":
        """A table of at least as many documents with values below `numbers`, to be changed."""
        more = documents - self.documents
        table = Table()
        table.documents = documents
        # Small numbers are counted faster.
        kind = np.uint16 if numbers <= 2**16 else np.uint32
        table.rows = np.empty((len(self.rows) + more, WIDTH), kind)
        table.next = np.empty(len(self.next) + more, np.uint32)
        for new, known in ((table.rows, self.rows), (table.next, self.next)):
            new[: self.documents] = known[: self.documents]
            new[self.documents : documents] = 0
            new[documents:] = known[self.documents :]
        if more:
            table.next[table.next > 0] += more
        table.longer = self.longer
        return table

    def put(self, documents: Numbers, values: Values) -> None:
        """Give documents other values."""
        rows, rest = documents, values
        while len(rows):
            part, rest = rest[:, :WIDTH], rest[:, WIDTH:]
            self.rows[rows] = 0
            self.rows[rows, : part.shape[1]] = part
            goes_on = rest.any(axis=1) | (self.next[rows] > 0)
            rows, rest = rows[goes_on], rest[goes_on]
            self._add_rows(rows[self.next[rows] == 0])
            rows = self.next[rows]
        longer = documents[self.next[documents] > 0]
        self.longer = self.longer | bitmaps.of_numbers(longer)

    def _add_rows(self, after: Numbers) -> None:
        if len(after):
            self.next[after] = np.arange(len(self.rows), len(self.rows) + len(after))
            self.rows = np.concatenate([self.rows, np.zeros((len(after), WIDTH), self.rows.dtype)])
            self.next = np.concatenate([self.next, np.zeros(len(after), np.uint32)])

    def tally(self, documents: BitMap, values: int) -> NDArray[np.int64]:
        """How many of the documents have each value, by its number, all below `values`."""
        found = self._counted(bitmaps.numbers(documents), values)
        rows = self.next.take(bitmaps.numbers(documents & self.longer))
        while len(rows := rows[rows > 0]):
            found += self._counted(rows, values)
            rows = self.next.take(rows)
        return found

    def _counted(self, rows: Numbers, values: int) -> NDArray[np.int64]:
        found = np.zeros(values, np.int64)
        for start in range(0, len(rows), AT_ONCE):
            held = self.rows.take(rows[start : start + AT_ONCE], axis=0)
            found += np.bincount(held.ravel(), minlength=values)
        return found
