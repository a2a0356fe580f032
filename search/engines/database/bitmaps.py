"""Sets of document numbers, between numpy's arrays and roaring bitmaps."""

import struct
from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers = NDArray[np.uint32]
Mask = NDArray[np.bool_]
Stored = bytes | memoryview
"""A binary column as a database gives it: SQLite bytes, PostgreSQL a memoryview."""

# The portable format of roaring bitmaps: https://github.com/RoaringBitmap/RoaringFormatSpec
_COOKIE = 12346  # containers of numbers or bits only
_CONTAINER = 65536
_MOST_NUMBERS = 4096  # in a container; of more it holds bits


def union(sets: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *sets)


def numbers(ids: BitMap) -> Numbers:
    """The numbers in a set, ascending."""
    return np.frombuffer(ids.to_array(), np.uint32)


def of_numbers(ascending: NDArray[Any]) -> BitMap:
    held = len(ascending)
    if 0 < held <= _MOST_NUMBERS and (high := int(ascending[0]) >> 16) == int(ascending[-1]) >> 16:
        # Written as a serialised set, far faster than one by one.
        start = struct.pack("<IIHHI", _COOKIE, 1, high, held - 1, 16)
        return BitMap.deserialize(start + ascending.astype("<u2").tobytes())
    return BitMap(array("I", ascending.astype(np.uint32).tobytes()))


def of_mask(mask: Mask) -> BitMap:
    """The places where `mask` is true, written as a serialised set."""
    heads, containers = [], []
    for high, start in enumerate(range(0, len(mask), _CONTAINER)):
        part = mask[start : start + _CONTAINER]
        if held := int(np.count_nonzero(part)):
            heads.append(struct.pack("<HH", high, held - 1))
            containers.append(_container(part, held))
    place = 8 + 8 * len(heads)
    places = []
    for container in containers:
        places.append(struct.pack("<I", place))
        place += len(container)
    start_of_all = struct.pack("<II", _COOKIE, len(heads))
    return BitMap.deserialize(b"".join([start_of_all, *heads, *places, *containers]))


def _container(part: Mask, held: int) -> bytes:
    if held <= _MOST_NUMBERS:
        return np.flatnonzero(part).astype("<u2").tobytes()
    return np.packbits(part, bitorder="little").tobytes().ljust(_CONTAINER // 8, b"\0")
