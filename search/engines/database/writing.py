"""Keeping the tables: what changes where documents take the place of others."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from search import waiting
from search.analysis import title_key
from search.batches import ROWS, batches
from search.document import Document
from search.engines.database import blocks, merging, postings
from search.engines.database.blocks import Block, sort_key
from search.engines.database.merging import Change, by_block
from search.engines.database.rows import facet_pairs, stored_fields, stored_texts
from search.models import DocumentBlock, DocumentRow, FacetValue, FreshTerms, IndexState

MOST_RECENT = 200  # versions a reader can lag behind before it reads everything anew


class Writer:
    """Gathers changes to the index, then writes each row once.

    Made within a transaction that holds the lock; `replace` changes nothing before `write`.
    """

    def __init__(self, state: IndexState) -> None:
        self.state = state
        self.version = max(state.version + 1, time.time_ns() // 1000)
        self.new: list[DocumentRow] = []
        self.changed: list[tuple[int, dict[str, Any]]] = []
        self.gone: list[int] = []
        self.names: list[tuple[UUID, str]] = []  # of all documents that change
        self.terms: dict[int, Change] = {}
        # By block the new sort keys and values.
        self.places: dict[int, dict[int, Any]] = defaultdict(dict)

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        """Take in all documents of some records."""
        for keys in batches(records):
            rows = DocumentRow.objects.filter(key__in=keys).defer("texts", "terms")
            known = {(row.key, row.language): row for row in rows}
            for key in keys:
                for document in records[key]:
                    self._put(document, known.pop((key, document.language), None))
            for row in known.values():
                self.terms[row.id] = Change(before=row.terms)
                self._place(row.id, None)
                self.gone.append(row.id)
                self.names.append((row.key, row.language))

    def refill(self, documents: Iterable[Document]) -> None:
        """Clear the index and write it anew at once, every row once.

        Documents get higher numbers than any before, so that what a reader still holds of the
        old index never means a document of the new.
        """
        for model in (DocumentRow, DocumentBlock, FacetValue, FreshTerms):
            model._default_manager.all().delete()
        postings.clear()
        self.state.recent = []
        self.state.first_id = -(-self.state.next_id // postings.BLOCK) * postings.BLOCK
        self.state.next_id = self.state.first_id
        waiting.start_over()
        for batch in batches(documents, postings.BLOCK):
            for document in batch:
                self._put(document, None)
            DocumentRow.objects.bulk_create(self.new, batch_size=ROWS)
            self.new.clear()
            self.names.clear()
            for block, weights in by_block(self.terms).items():
                postings.append(block, weights)
            self.terms.clear()
        self._finish()

    def _put(self, document: Document, row: DocumentRow | None) -> None:
        fields = stored_fields(document)
        version = {"version": self.version}
        if row is None:
            texts = stored_texts(document)
            row = DocumentRow(id=self.state.next_id, **fields, **texts, **version)
            self.state.next_id += 1
            self.new.append(row)
            self.terms[row.id] = Change(now=row.terms)
        else:
            fields = {n: value for n, value in fields.items() if getattr(row, n) != value}
            if not fields:
                return
            if "digest" in fields:
                texts = stored_texts(document)
                self.terms[row.id] = Change(row.terms, texts["terms"])
                fields |= texts
            self.changed.append((row.id, fields | version))
        self.names.append((document.key, document.language))
        self._place(row.id, document)

    def _place(self, number: int, document: Document | None) -> None:
        block, place = divmod(number, blocks.BLOCK)
        self.places[block][place] = document and (
            sort_key(document.published, document.updated, document.key, title_key(document.title)),
            facet_pairs(document.facets),
        )

    def write(self) -> None:
        """Write what was gathered, under a new version; nothing where nothing changed."""
        if not (self.new or self.changed or self.gone):
            return
        for numbers in batches(self.gone):
            DocumentRow.objects.filter(id__in=numbers).delete()
        for number, fields in self.changed:
            DocumentRow.objects.filter(id=number).update(**fields)
        DocumentRow.objects.bulk_create(self.new, batch_size=ROWS)
        merging.put(self.terms, self.version)
        waiting.note(self.names, self.version)
        self._finish()

    def merge(self) -> bool:
        """Write some of what is fresh into the postings; whether there was anything."""
        merged = merging.merge() > 0
        if merged:
            self._finish()
        return merged

    def _finish(self) -> None:
        for numbers in batches(sorted(self.places)):
            self._write_blocks(numbers)
        self.state.version = self.version
        self.state.recent = [*self.state.recent, self.version][-MOST_RECENT:]
        self.state.save()

    def _write_blocks(self, chosen: list[int]) -> None:
        changes = {number: self.places[number] for number in chosen}
        documents = [held for places in changes.values() for held in places.values() if held]
        values = _numbered({pair for _key, pairs in documents for pair in pairs})
        rows = DocumentBlock.objects.filter(number__in=chosen)
        stored = {row.number: Block.stored(row.sort_keys, row.facets) for row in rows}
        written = []
        for number, places in changes.items():
            numbered = {
                place: held and (held[0], [values[pair] for pair in held[1]])
                for place, held in places.items()
            }
            block = stored.get(number, Block()).changed(numbered)
            written.append(DocumentBlock(number=number, version=self.version, **block.columns()))
        DocumentBlock.objects.bulk_create(
            written,
            update_conflicts=True,
            unique_fields=["number"],
            update_fields=["version", "sort_keys", "facets"],
        )


def _numbered(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The numbers of facet values; new ones get the next."""
    numbers: dict[tuple[str, str], int] = {}
    for values in batches({value for _facet, value in pairs}):
        rows = FacetValue.objects.filter(value__in=values)
        numbers |= {(row.facet, row.value): row.id for row in rows}
    if unknown := sorted(pairs - numbers.keys()):
        last = FacetValue.objects.aggregate(last=Max("id"))["last"] or 0
        new = dict(zip(unknown, range(last + 1, last + 1 + len(unknown)), strict=True))
        FacetValue.objects.bulk_create(
            [FacetValue(id=id, facet=facet, value=value) for (facet, value), id in new.items()],
            batch_size=ROWS,
        )
        numbers |= new
    return numbers
