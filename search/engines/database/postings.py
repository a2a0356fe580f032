"""A term's weights in the documents: how they are stored, found and changed.

A block's weights are stored in one of two ways, told apart by their length:

- 4,096 bytes: the weight of each document, 0 for those without the term;
- fewer: the places in the block of the documents with the term, two bytes each (little-endian,
  ascending), then their weights, one byte each.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search.analysis import share
from search.batches import batches
from search.engines.database.bitmaps import Stored
from search.engines.database.fresh import Fresh

BLOCK = 4096
_MOST_PLACES = (BLOCK - 1) // 3
_FEW = 10  # changes of a row, up to which Python is faster than numpy
_ROWS = 240  # of four parameters in one statement: SQLite before 3.32 takes 999
_TERMS = 900

Weights = NDArray[np.uint8]
"""One weight for each document, 0 where the term is missing."""
Shares = NDArray[np.uint16]
"""The same in hundredths, so that of a stem's weight there can be a share."""
HUNDREDTHS = 100
Group = TypeVar("Group")
Row = tuple[Any, Any, Any]
"""A term in UTF-8, a block's number, and what is stored of its weights."""
Changes = Mapping[int, int]
"""New weights by place in a block; 0 takes the document out."""


def encoded(weights: Weights) -> tuple[int, bytes]:
    """How many documents of a block hold the term, and what is stored."""
    places = np.flatnonzero(weights)
    if len(places) > _MOST_PLACES:
        return len(places), weights.tobytes()
    return len(places), places.astype("<u2").tobytes() + weights[places].tobytes()


def read(terms: Collection[str]) -> list[Row]:
    """All rows of some terms."""
    return list(_select("term, block, weights", terms))


def read_now(terms: Collection[str]) -> tuple[int, list[Row]]:
    """The index's version and the rows of some terms, 900 at most, at one moment."""
    if not terms:
        return version(), []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NULL, version, NULL FROM search_indexstate UNION ALL"  # noqa: S608 - no values in it
            " SELECT term, block, weights FROM search_posting"
            f" WHERE term IN ({_marks(len(terms))})",
            [term.encode() for term in terms],
        )
        found = cursor.fetchall()
    # The version comes first, but no standard says so.
    place = next((place for place, row in enumerate(found) if row[0] is None), None)
    return (0, found) if place is None else (found.pop(place)[1], found)


def version() -> int:
    """The index's version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM search_indexstate")
        row = cursor.fetchone()
        return row[0] if row else 0


def heaviest(
    groups: Mapping[Group, Collection[str]],
    rows: Iterable[Row],
    fresh: Fresh,
    first: int,
    documents: int,
) -> dict[Group, Shares]:
    """For each group of terms the weight of the heaviest, in so many documents from the first.

    Groups of which no document holds a term may be left out.
    """
    held: dict[bytes, list[tuple[int, Stored]]] = {}
    for term, block, stored in rows:
        start = block * BLOCK - first
        # What lies beyond was written after the other arrays were read.
        if 0 <= start < documents:
            held.setdefault(bytes(term), []).append((start, stored))
    found = {}
    for group, terms in groups.items():
        times = [(term, round(HUNDREDTHS * share(term))) for term in terms]
        laid = [(held[posted], many) for term, many in times if (posted := term.encode()) in held]
        latest = fresh.weights(times)
        if laid or any(latest.values()):
            weights: Shares = np.zeros(-(-documents // BLOCK) * BLOCK, np.uint16)
            for blocks, many in laid:
                _lay(weights, blocks, many)
            for number, weight in latest.items():
                if 0 <= number - first < documents:
                    weights[number - first] = weight
            found[group] = weights[:documents]
    return found


def _lay(heaviest: NDArray[Any], blocks: Iterable[tuple[int, Stored]], times: int = 1) -> None:
    """Raise weights to so many times those of a term's blocks, each with its start."""
    starts, held, places, weights = [], [], [], []
    for start, stored in blocks:
        if len(stored) == BLOCK:
            part = heaviest[start : start + BLOCK]
            np.maximum(part, _multiplied(stored, times, part.dtype), out=part)
        else:
            number = len(stored) // 3
            starts.append(start)
            held.append(number)
            places.append(stored[: 2 * number])
            weights.append(stored[2 * number :])
    if starts:
        # All sparse blocks in one go.
        found = np.frombuffer(b"".join(places), "<u2") + np.array(starts).repeat(held)
        laid = _multiplied(b"".join(weights), times, heaviest.dtype)
        heaviest[found] = np.maximum(heaviest.take(found), laid)


def _multiplied(stored: Stored, times: int, kind: np.dtype[Any]) -> NDArray[Any]:
    return np.multiply(np.frombuffer(stored, np.uint8), times, dtype=kind)


def _whole(stored: Stored) -> Weights:
    """All weights of a block."""
    weights: Weights = np.zeros(BLOCK, np.uint8)
    _lay(weights, [(0, stored)])
    return weights


def frequent(beginning: str, most: int) -> list[tuple[str, int]]:
    """The terms that begin so, each with the number of its documents, most frequent first."""
    first = beginning.encode()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, SUM(documents) AS number FROM search_posting"
            " WHERE term >= %s AND term < %s GROUP BY term ORDER BY number DESC, term LIMIT %s",
            [first, first + b"\xff", most],
        )
        return [(bytes(term).decode(), int(number)) for term, number in cursor]


def frequencies(terms: Collection[str]) -> dict[str, int]:
    """How many documents hold each of those terms that any holds."""
    found: dict[str, int] = {}
    for term, number in _select("term, documents", terms):
        text = bytes(term).decode()
        found[text] = found.get(text, 0) + number
    return found


def _changed(stored: Stored, changes: Changes) -> tuple[int, bytes]:
    if len(changes) > _FEW:
        weights = _whole(stored)
        weights[list(changes)] = list(changes.values())
        return encoded(weights)
    if len(stored) == BLOCK:
        dense = bytearray(stored)
        for place, weight in changes.items():
            dense[place] = weight
        held = BLOCK - dense.count(0)
        few = held <= _MOST_PLACES
        return encoded(np.frombuffer(dense, np.uint8)) if few else (held, bytes(dense))
    held = len(stored) // 3
    places, sparse = bytearray(stored[: 2 * held]), bytearray(stored[2 * held :])
    for place, weight in changes.items():
        _put(places, sparse, place, weight)
    written = bytes(places + sparse)
    if len(sparse) > _MOST_PLACES:
        return encoded(_whole(written))
    return len(sparse), written


def _put(places: bytearray, weights: bytearray, place: int, weight: int) -> None:
    """Change one weight in what is stored for few documents: far faster than all in numpy."""
    numbers = range(len(weights))
    mark = place.to_bytes(2, "little")
    if weights and places[-2] | places[-1] << 8 < place:
        at = len(weights)  # as with every new document
    else:
        at = bisect_left(numbers, place, key=lambda n: places[2 * n] | places[2 * n + 1] << 8)
    known = places[2 * at : 2 * at + 2] == mark
    places[2 * at : 2 * (at + known)] = mark if weight else b""
    weights[at : at + known] = bytes([weight]) if weight else b""


def _marks(number: int, mark: str = "%s") -> str:
    """So many marks of parameters for a statement."""
    return ", ".join([mark] * number)


def terms() -> int:
    """How many terms there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT term) FROM search_posting")
        return int(cursor.fetchone()[0])


def clear() -> None:
    """Delete all rows; Django's own way would read them first, to sort them."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_posting")


def change(block: int, changes: Mapping[str, Changes]) -> None:
    """Change the weights of terms in one block, reading and writing each row once."""
    for terms in batches(sorted(changes), _ROWS):
        stored = {
            bytes(term): weights
            for term, weights in _select("term, weights", terms, f"AND block = {int(block)}")
        }
        _write(block, ((term, changes[term]) for term in terms), stored)


def append(block: int, changes: Mapping[str, Changes]) -> None:
    """The same for a block that has no rows yet."""
    for terms in batches(sorted(changes), _ROWS):
        _write(block, ((term, changes[term]) for term in terms), {})


def _select(columns: str, terms: Iterable[str], also: str = "") -> Iterator[tuple[Any, ...]]:
    for some in batches([term.encode() for term in terms], _TERMS):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM search_posting"  # noqa: S608 - no values in it
                f" WHERE term IN ({_marks(len(some))}) {also}",
                some,
            )
            yield from cursor.fetchall()


def _write(
    block: int, changes: Iterable[tuple[str, Changes]], stored: Mapping[bytes, Stored]
) -> None:
    rows, empty = [], []
    for text, changed in changes:
        term = text.encode()
        number, written = _changed(stored.get(term, b""), changed)
        if number:
            rows.append((term, block, number, written))
        else:
            empty.append(term)
    with connection.cursor() as cursor:
        if rows:
            marks = _marks(len(rows), "(%s, %s, %s, %s)")
            cursor.execute(
                f"INSERT INTO search_posting (term, block, documents, weights) VALUES {marks}"  # noqa: S608
                " ON CONFLICT (term, block) DO UPDATE"
                " SET documents = excluded.documents, weights = excluded.weights",
                list(chain.from_iterable(rows)),
            )
        if empty:
            cursor.execute(
                f"DELETE FROM search_posting WHERE block = %s AND term IN ({_marks(len(empty))})",  # noqa: S608
                [block, *empty],
            )
