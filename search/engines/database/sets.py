"""The documents of each facet value, by its number, where blocks of documents change."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from pyroaring import BitMap

from search.engines.database import bitmaps
from search.engines.database.bitmaps import Numbers
from search.engines.database.blocks import Values

NOTHING = BitMap()
NOBODY: Numbers = np.zeros(0, np.uint32)
_SPARSE = 10  # up to one document in so many, a set is made faster from numbers than from a mask


def put(sets: dict[int, BitMap], documents: Numbers, carried: Values) -> BitMap:
    """Give documents, ascending, the values they carry and no others.

    Sets are replaced, never changed. Returns those of the documents that carried any before.
    """
    written = bitmaps.of_numbers(documents)
    carrying = dict(_by_value(documents, carried))
    before = BitMap()
    for value in sets.keys() | carrying.keys():
        having, now = sets.get(value, NOTHING), carrying.get(value, NOBODY)
        if not having.intersect(written):
            if len(now):
                sets[value] = having | _set(now)
            continue
        then = having & written
        before |= then
        # Most are the same: a set is made only where they are not.
        if then.to_array().tobytes() != now.tobytes():
            sets[value] = (having - written) | _set(now)
    return before


def _by_value(documents: Numbers, carried: Values) -> Iterator[tuple[int, Numbers]]:
    """The documents of each value: pairs of both in one number each, sorted."""
    held = carried > 0
    bits = int(documents.max(initial=0)).bit_length()
    # The smaller numbers are sorted in half the time.
    small = int(carried.max(initial=0)).bit_length() + bits <= 32
    kind: type[Any] = np.uint32 if small else np.uint64
    owners = np.repeat(documents, np.count_nonzero(held, axis=1))
    ordered = np.sort((carried[held].astype(kind) << bits) | owners)
    values = ordered >> bits
    later = np.flatnonzero(values[1:] != values[:-1]) + 1
    owners = (ordered & kind(2**bits - 1)).astype(np.uint32, copy=False)
    starts = [0, *later.tolist()] if len(values) else []
    for start, end in zip(starts, [*starts[1:], len(values)], strict=False):
        yield int(values[start]), owners[start:end]


def _set(documents: Numbers) -> BitMap:
    size = int(documents[-1]) + 1 if len(documents) else 0
    if len(documents) * _SPARSE < size:
        return bitmaps.of_numbers(documents)
    mask = np.zeros(size, np.bool_)
    mask[documents] = True
    return bitmaps.of_mask(mask)
