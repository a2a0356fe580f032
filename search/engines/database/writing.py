"""Keeping the tables: what changes where documents take the place of others."""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from pyroaring import BitMap

from search.batches import ROWS, batches
from search.document import Document
from search.engines.database import bitmaps
from search.engines.database.bitmaps import Weighted
from search.engines.database.rows import facet_pairs, stored_fields
from search.models import DocumentRow, FacetValue, IndexState, Posting

MOST_RECENT = 200  # versions a reader can lag behind before it reads everything anew
FIELDS = [field.attname for field in DocumentRow._meta.concrete_fields if not field.primary_key]


class Writer:
    """Gathers changes to the index, then writes each row once.

    Made within a transaction that holds the lock; `replace` changes nothing before `write`.
    """

    def __init__(self, state: IndexState) -> None:
        self.state = state
        self.version = max(state.version + 1, time.time_ns() // 1000)
        self.rows: list[DocumentRow] = []
        self.gone: list[int] = []
        self.postings: dict[str, dict[int, int | None]] = defaultdict(dict)
        self.facets: dict[tuple[str, str], dict[int, bool]] = defaultdict(dict)

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        """Take in all documents of some records."""
        for keys in batches(list(records)):
            known = {
                (row.key, row.language): row for row in DocumentRow.objects.filter(key__in=keys)
            }
            for key in keys:
                for document in records[key]:
                    self._put(document, known.pop((key, document.language), None))
            for row in known.values():
                self._take_out(row)

    def refill(self, documents: Iterable[Document]) -> None:
        """Clear the index and write it anew at once, every row once.

        Document numbers go on rising, so that what a reader still holds of the old index never
        means a document of the new.
        """
        for model in (DocumentRow, Posting, FacetValue):
            model._default_manager.all().delete()
        self.state.recent = []
        for batch in batches(documents):
            for document in batch:
                self._put(document, None)
            DocumentRow.objects.bulk_create(self.rows)
            self.rows.clear()
        self._write_sets()

    def _put(self, document: Document, row: DocumentRow | None) -> None:
        fields = stored_fields(document)
        if row and all(getattr(row, name) == value for name, value in fields.items()):
            return
        if row is None:
            row = DocumentRow(id=self.state.next_id, terms={}, facets={})
            self.state.next_id += 1
        self._index(row.id, row.terms, fields["terms"])
        self._classify(row.id, row.facets, fields["facets"])
        for name, value in fields.items():
            setattr(row, name, value)
        row.version = self.version
        self.rows.append(row)

    def _take_out(self, row: DocumentRow) -> None:
        self._index(row.id, row.terms, {})
        self._classify(row.id, row.facets, {})
        self.gone.append(row.id)

    def _index(self, number: int, old: Mapping[str, int], new: Mapping[str, int]) -> None:
        for term in old.keys() - new.keys():
            self.postings[term][number] = None
        for term, weight in new.items():
            if old.get(term) != weight:
                self.postings[term][number] = weight

    def _classify(self, number: int, old: dict[str, Any], new: dict[str, Any]) -> None:
        before, after = facet_pairs(old), facet_pairs(new)
        for pair in before ^ after:
            self.facets[pair][number] = pair in after

    def write(self) -> None:
        """Write what was gathered, under a new version; nothing where nothing changed."""
        if not (self.rows or self.gone):
            return
        for numbers in batches(self.gone):
            DocumentRow.objects.filter(id__in=numbers).delete()
        DocumentRow.objects.bulk_create(
            self.rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=FIELDS,
            batch_size=ROWS,
        )
        self._write_sets()

    def _write_sets(self) -> None:
        for terms in batches(sorted(self.postings)):
            self._write_postings(terms)
        for pairs in batches(sorted(self.facets)):
            self._write_facets(pairs)
        self.state.version = self.version
        self.state.recent = [*self.state.recent, self.version][-MOST_RECENT:]
        self.state.save()

    def _write_postings(self, terms: list[str]) -> None:
        rows = Posting.objects.filter(term__in=terms)
        stored = {row.term: Weighted.stored(row.ids, row.weights) for row in rows}
        changed, empty = [], []
        for term in terms:
            word = stored.get(term) or Weighted()
            word.change(self.postings[term])
            if word.ids:
                changed.append(Posting(term=term, **word.columns()))
            else:
                empty.append(term)
        Posting.objects.filter(term__in=empty).delete()
        Posting.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["term"],
            update_fields=["ids", "weights"],
            batch_size=ROWS,
        )

    def _write_facets(self, pairs: Collection[tuple[str, str]]) -> None:
        rows = FacetValue.objects.filter(value__in={value for _facet, value in pairs})
        stored = {(row.facet, row.value): bitmaps.read(row.ids) for row in rows}
        changed = []
        for facet, value in pairs:
            ids = stored.get((facet, value)) or BitMap()
            for number, present in self.facets[facet, value].items():
                (ids.add if present else ids.discard)(number)
            changed.append(
                FacetValue(facet=facet, value=value, ids=bitmaps.write(ids), version=self.version)
            )
        FacetValue.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["facet", "value"],
            update_fields=["ids", "version"],
            batch_size=ROWS,
        )
