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

from search.engines.database.bitmaps import Numbers, Stored

BLOCK = 128
TITLE = 32  # bytes of a title kept in memory

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
BYTES = np.dtype((np.void, SORT_KEY.itemsize))
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
        rows = {}
        for place, document in changes.items():
            keys[place], values = document or (np.zeros((), SORT_KEY), ())
            rows[place] = sorted(values)
        known = self.values.shape[1]
        changed: Values = np.zeros((BLOCK, max(known, *map(len, rows.values()))), np.uint32)
        changed[:, :known] = self.values
        for place, row in rows.items():
            changed[place] = row + [0] * (changed.shape[1] - len(row))
        return Block(keys, changed[:, changed.any(axis=0)])

    def columns(self) -> dict[str, bytes]:
        return {"sort_keys": self.keys.tobytes(), "facets": self.values.astype("<u4").tobytes()}


def documents_in(numbers: Iterable[int]) -> Numbers:
    """The documents of some blocks, ascending."""
    starts = np.array(sorted(numbers), np.int64) * BLOCK
    return (starts[:, None] + np.arange(BLOCK)).ravel().astype(np.uint32)
