"""The engine that needs nothing but the site's database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from uuid import UUID

from search.batches import ROWS, batches
from search.document import Document
from search.engines import lines
from search.engines.base import Counts, Hit, Line, SearchResult
from search.engines.database import (
    bitmaps,
    checking,
    correcting,
    merging,
    postings,
    reading,
    suggesting,
)
from search.engines.database.reading import Found
from search.engines.database.snapshot import TRIES, Snapshot, SnapshotCache
from search.engines.database.words import Words
from search.engines.database.writing import Writer
from search.locking import HeldElsewhereError, locked
from search.models import DocumentRow, FacetValue, FreshTerms, IndexState
from search.request import SearchRequest


class DatabaseEngine:
    """Sets and arrays of numbers in plain tables; facets stay in each process' memory."""

    name = "database"

    def __init__(self) -> None:
        self._snapshots = SnapshotCache()

    def search(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> SearchResult:
        for _ in range(TRIES):
            found, ids = self._found(request, leave_out)
            hits = _hits(ids, found.words)
            if len(hits) == len(ids):
                break
            # A hit vanished between two queries: the snapshot is no longer true. Where the index
            # changes faster than it is read, the hit is left out of the page.
        return SearchResult(
            total=len(found.matches),
            hits=hits,
            counts=found.counts(),
            engine=self.name,
            suggestion=suggesting.better_text(found, self._snapshots, leave_out),
            cut=found.cut,
        )

    def find(
        self, request: SearchRequest, *, leave_out: Collection[UUID] = ()
    ) -> tuple[list[int], int, Counts]:
        """What `search` answers, without lines: the documents' numbers, the total, the counts."""
        found, ids = self._found(request, leave_out)
        return ids, len(found.matches), found.counts()

    def _found(
        self, request: SearchRequest, leave_out: Collection[UUID]
    ) -> tuple[Found, list[int]]:
        found = reading.find(request, self._snapshots, leave_out)
        return found, found.ids((request.page - 1) * request.page_size, request.page_size)

    def total(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> int:
        return len(reading.find(request, self._snapshots, leave_out).matches)

    def iter_keys(
        self, request: SearchRequest, *, leave_out: Collection[UUID] = ()
    ) -> Iterator[Line]:
        found = reading.find(request, self._snapshots, leave_out)
        for ids in batches(found.ids(0, len(found.matches)), ROWS):
            rows = dict(DocumentRow.objects.filter(id__in=ids).values_list("id", "line"))
            yield from (rows[id] for id in ids if id in rows)

    def snapshot(self) -> Snapshot:
        """What is known of all documents now; one query where that is in memory."""
        return self._snapshots.current()

    def version(self) -> int:
        return postings.version()

    def suggest_terms(self, prefix: str, limit: int) -> list[str]:
        return suggesting.terms(prefix, limit, self.snapshot().fresh)

    def suggest(
        self, text: str, language: str, limit: int, *, leave_out: Collection[UUID] = ()
    ) -> list[Line]:
        ids = suggesting.beginning(text, language, limit, self._snapshots.current(), leave_out)
        rows = dict(DocumentRow.objects.filter(id__in=ids).values_list("id", "line"))
        return [rows[id] for id in ids if id in rows]

    def correct(self, word: str) -> str | None:
        return correcting.correct(word, self.snapshot().fresh)

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        with locked() as state:
            writer = Writer(state)
            writer.replace(records)
            writer.write()

    def keep_up(self) -> None:
        with suppress(HeldElsewhereError):
            # Each part in a transaction of its own: whoever publishes waits for one at most.
            for _ in range(0, merging.MOST_FRESH, merging.AT_ONCE):
                with locked(wait=False) as state:
                    if not Writer(state).merge():
                        return

    def rebuild(self, documents: Iterable[Document]) -> None:
        with locked() as state:
            Writer(state).refill(documents)

    def keys(self, facet: str = "", value: str = "") -> set[UUID]:
        if not facet:
            return set(DocumentRow.objects.values_list("key", flat=True))
        snapshot = self._snapshots.current()
        documents = bitmaps.numbers(snapshot.having(facet, value))
        halves = [snapshot.column(name)[documents].tolist() for name in ("high", "low")]
        return {UUID(int=(high << 64) | low) for high, low in zip(*halves, strict=True)}

    def differing(self, records: Mapping[UUID, Sequence[Document]]) -> dict[UUID, str]:
        return checking.differing(records)

    def damage(self) -> list[str]:
        return list(checking.damage())

    def status(self) -> Mapping[str, int]:
        state = IndexState.objects.first() or IndexState()
        return {
            "version": state.version,
            "documents": DocumentRow.objects.count(),
            "words": postings.terms(),
            "documents to merge": FreshTerms.objects.count(),
            "facet values": FacetValue.objects.count(),
        }


def _hits(ids: list[int], words: Words) -> tuple[Hit, ...]:
    """The hits of those documents that are still there, in order."""
    rows = DocumentRow.objects.filter(id__in=ids)
    found = {row.id: row.hit for row in lines.read(rows, words.query, words.endings)}
    return tuple(found[id] for id in ids if id in found)


ENGINE = DatabaseEngine()
