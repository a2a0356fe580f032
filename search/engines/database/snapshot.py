"""What a process keeps in memory of the index: facet sets and sort keys, as of one version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pyroaring import BitMap

from search.document import SHOWN_IN
from search.engines.database import bitmaps
from search.models import DocumentRow, FacetValue, IndexState

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = BitMap()
TRIES = 3


class SortKey(NamedTuple):
    """By what a document is sorted; times in microseconds, negative so that the newest is first."""

    published: int
    updated: int
    title: str
    key: str


@dataclass(frozen=True)
class Snapshot:
    """The sets of one version; never changed, so that any thread may read it."""

    version: int = -1
    facets: Mapping[str, Mapping[str, BitMap]] = field(default_factory=dict)
    sort_keys: Mapping[int, SortKey] = field(default_factory=dict)
    documents: BitMap = _NOTHING

    def having(self, facet: str, value: str) -> BitMap:
        """The documents with a facet value; not to be changed."""
        return self.facets.get(facet, {}).get(value, _NOTHING)


class SnapshotCache:
    """Hands out the snapshot of the version the database is at, reading only what changed."""

    def __init__(self) -> None:
        self._snapshot = Snapshot()

    def current(self) -> Snapshot:
        """The snapshot of the database's present version: one query where it is known."""
        snapshot = self._snapshot
        version = _version()
        for _ in range(TRIES):
            if snapshot.version == version:
                break
            snapshot = _advance(snapshot, version)
            # The sets of one version, unless writers are faster than this process reads.
            version = _version()
        self._snapshot = snapshot
        return snapshot


def _version() -> int:
    return IndexState.objects.values_list("version", flat=True).first() or 0


def _advance(known: Snapshot, version: int) -> Snapshot:
    recent = IndexState.objects.values_list("recent", flat=True).first() or []
    if known.version not in recent:
        known = Snapshot()
    facets = {facet: dict(sets) for facet, sets in known.facets.items()}
    changed = FacetValue.objects.filter(version__gt=known.version)
    for facet, value, ids in changed.values_list("facet", "value", "ids").iterator():
        facets.setdefault(facet, {})[value] = bitmaps.read(ids)
    sort_keys = dict(known.sort_keys)
    rows = DocumentRow.objects.filter(version__gt=known.version)
    fields = ("id", "published", "updated", "title_key", "key")
    for number, published, updated, title, key in rows.values_list(*fields).iterator():
        sort_keys[number] = SortKey(
            -_microseconds(published), -_microseconds(updated), title, key.hex
        )
    shown = bitmaps.union(facets.get(SHOWN_IN, {}).values())
    documents = shown & BitMap(sort_keys)
    if len(documents) != len(sort_keys):
        sort_keys = {number: sort_keys[number] for number in documents}
    return Snapshot(version, facets, sort_keys, documents)


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
