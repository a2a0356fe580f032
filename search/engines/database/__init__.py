"""The engine that needs nothing but the site's database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from search.batches import batches
from search.document import Document
from search.engines.base import SearchResult
from search.engines.database import bitmaps, checking, reading, writing
from search.engines.database.reading import Outdated
from search.engines.database.snapshot import TRIES, SnapshotCache
from search.locking import lock
from search.models import DocumentRow, FacetValue, IndexState, Posting
from search.request import SearchRequest


class DatabaseEngine:
    """Roaring sets and BM25 bytes in plain tables; facet sets stay in each process' memory."""

    name = "database"

    def __init__(self) -> None:
        self._snapshots = SnapshotCache()

    def search(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> SearchResult:
        for _ in range(TRIES - 1):
            try:
                return self._answer(request, leave_out, reading.complete_hits)
            except Outdated:
                continue
        # The index changes faster than it is read: a hit that is gone is left out of the page.
        return self._answer(request, leave_out, reading.remaining_hits)

    def _answer(
        self, request: SearchRequest, leave_out: Collection[UUID], hits: reading.Hits
    ) -> SearchResult:
        return reading.answer(request, self._snapshots.current(), leave_out, hits, self.name)

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        with transaction.atomic():
            writer = writing.Writer(lock())
            writer.replace(records)
            writer.write()

    def rebuild(self, documents: Iterable[Document]) -> None:
        with transaction.atomic():
            writing.Writer(lock()).refill(documents)

    def keys(self, facet: str = "", value: str = "") -> set[UUID]:
        if not facet:
            return set(DocumentRow.objects.values_list("key", flat=True))
        stored = FacetValue.objects.filter(facet=facet, value=value).values_list("ids", flat=True)
        keys: set[UUID] = set()
        for some in batches(bitmaps.union(map(bitmaps.read, stored))):
            keys.update(DocumentRow.objects.filter(id__in=some).values_list("key", flat=True))
        return keys

    def differing(self, records: Mapping[UUID, Sequence[Document]]) -> dict[UUID, str]:
        return checking.differing(records)

    def damage(self) -> list[str]:
        return list(checking.damage())

    def status(self) -> Mapping[str, int]:
        state = IndexState.objects.first() or IndexState()
        return {
            "version": state.version,
            "documents": DocumentRow.objects.count(),
            "words": Posting.objects.count(),
            "facet values": FacetValue.objects.count(),
        }


ENGINE = DatabaseEngine()
