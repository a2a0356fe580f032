"""The documents of each facet value, by its number, where blocks of documents change."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from pyroaring import BitMap

from search.engines.database import bitmaps
from search.engines.database.bitmaps import Numbers
from search.engines.database.blocks import Values

_SPARSE = 10  # up to one document in so many, a set is made faster from numbers than from a mask


def put(
    sets: dict[int, BitMap], shared: Mapping[int, BitMap], documents: Numbers, carried: Values
) -> None:
    """Give documents, ascending, the values they carry and no others.

    Sets that are in `shared` as well are replaced, never changed.
    """
    if sets:
        written = bitmaps.of_numbers(documents)
        for value, having in sets.items():
            if having.intersect(written):
                sets[value] = having - written
    for value, having in _by_value(documents, carried):
        if value not in sets:
            sets[value] = having
        elif sets[value] is shared.get(value):
            sets[value] = sets[value] | having
        else:
            sets[value] |= having


def _by_value(documents: Numbers, carried: Values) -> Iterator[tuple[int, BitMap]]:
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
    parts = np.split((ordered & kind(2**bits - 1)).astype(np.uint32, copy=False), later)
    for value, having in zip([*values[:1].tolist(), *values[later].tolist()], parts, strict=False):
        yield value, _set(having)


def _set(documents: Numbers) -> BitMap:
    size = int(documents[-1]) + 1
    if len(documents) * _SPARSE < size:
        return bitmaps.of_numbers(documents)
    mask = np.zeros(size, np.bool_)
    mask[documents] = True
    return bitmaps.of_mask(mask)
