"""What else a reader of a record may want: what shares most with it, and more from its city.

Found by the database's index, whichever engine answers searches, and remembered for as long as
that stays the same.
"""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from search.engines.database import ENGINE
from search.engines.database.likeness import Alike, Sample, Value, alike, carrying
from search.engines.database.snapshot import Snapshot

MOST_ALIKE = 4
MOST_FROM_PLACE = 4
MOST_REMEMBERED = 2_000


class Asked(NamedTuple):
    """For which record: what it stands under, its texts, and the facet value of its place.

    `similar_type` is the type of the records that are compared with it; empty for none.
    `but` are the records that are shown already, its own among them.
    """

    language: str
    similar_type: str
    values: tuple[Value, ...]
    texts: tuple[str, ...]
    place: Value | None
    but: tuple[UUID, ...]


class Around(NamedTuple):
    """What was found; which of it may be shown, `search.listings.lines` says."""

    alike: tuple[Alike, ...]
    from_place: tuple[UUID, ...]


class _Memory:
    """Answers of one version of the index; for any number of threads."""

    def __init__(self) -> None:
        self._version = -1
        self._held: dict[Asked, Around] = {}
        self._lock = Lock()

    def get(self, version: int, asked: Asked, make: Callable[[], Around]) -> Around:
        """What is held of this version, or what `make` finds."""
        with self._lock:
            if version != self._version or len(self._held) >= MOST_REMEMBERED:
                self._version, self._held = version, {}
            held = self._held
        if asked not in held:
            held[asked] = make()
        return held[asked]


_memory = _Memory()


def around(asked: Asked) -> Around:
    """What is alike, and what else there is from the place; one query where it is known."""
    snapshot = ENGINE.snapshot()
    return _memory.get(snapshot.version, asked, lambda: _found(snapshot, asked))


def newest_with(value: Value, language: str, most: int = 100) -> list[UUID]:
    """The newest records shown in a language that carry a facet value; one query."""
    return carrying(ENGINE.snapshot(), language, value, (), most)


def _found(snapshot: Snapshot, asked: Asked) -> Around:
    similar: list[Alike] = []
    if asked.similar_type:
        sample = Sample(asked.language, asked.similar_type, asked.values, asked.texts, asked.but)
        similar = alike(snapshot, sample, MOST_ALIKE)
    place: list[UUID] = []
    if asked.place:
        but = {*asked.but, *(found.key for found in similar)}
        place = carrying(snapshot, asked.language, asked.place, but, MOST_FROM_PLACE)
    return Around(tuple(similar), tuple(place))
