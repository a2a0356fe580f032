"""Comparing the tables with what they should hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from search.document import Document
from search.engines.database import blocks, postings
from search.engines.database.blocks import Block
from search.engines.database.ranking import term_weights
from search.engines.database.rows import NO_TERMS, facet_pairs, stored_fields, unpacked
from search.models import DocumentBlock, DocumentRow, FacetValue, FreshTerms, Posting


def differing(records: Mapping[UUID, Sequence[Document]]) -> dict[UUID, str]:
    """The records of which the rows are not what their documents make, each with how."""
    rows: dict[UUID, dict[str, DocumentRow]] = defaultdict(dict)
    for row in DocumentRow.objects.filter(key__in=list(records)):
        rows[row.key][row.language] = row
    found = {}
    for key, documents in records.items():
        if difference := ", ".join(_row_differences(rows[key], documents)):
            found[key] = difference
    return found


def _row_differences(
    rows: Mapping[str, DocumentRow], documents: Sequence[Document]
) -> Iterator[str]:
    languages = {document.language for document in documents}
    for language in sorted(rows.keys() - languages):
        yield f"{language}: in the index, but not public"
    for document in documents:
        row = rows.get(document.language)
        if row is None:
            yield f"{document.language}: public, but not in the index"
            continue
        expected = stored_fields(document)
        expected |= {"texts": dict(document.texts)}
        for name, value in expected.items():
            if getattr(row, name) != value:
                yield f"{document.language}: {name} differs"
        if unpacked(row.terms) != term_weights(document):
            yield f"{document.language}: terms differ"


def damage() -> Iterator[str]:
    """Terms and blocks that do not hold what the documents' own rows say; a block at a time."""
    ids = DocumentRow.objects.values_list("id", flat=True)
    numbers = {id // postings.BLOCK for id in ids.iterator()}
    numbers |= set(Posting.objects.values_list("block", flat=True).distinct())
    fresh = FreshTerms.objects.values_list("document", flat=True)
    numbers |= {number // postings.BLOCK for number in fresh}
    numbers |= {
        number * blocks.BLOCK // postings.BLOCK
        for number in DocumentBlock.objects.values_list("number", flat=True)
    }
    for number in sorted(numbers):
        yield from _damaged_terms(number)
        yield from _damaged_places(number)


def _rows(block: int, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Of each document in a block of postings its place there, and these columns."""
    first = block * postings.BLOCK
    rows = DocumentRow.objects.filter(id__gte=first, id__lt=first + postings.BLOCK)
    for id, *columns in rows.values_list("id", *fields).iterator():
        yield id - first, *columns


def _damaged_terms(block: int) -> Iterator[str]:
    expected: dict[str, dict[int, int]] = defaultdict(dict)
    terms = dict(_rows(block, "terms"))
    first = block * postings.BLOCK
    fresh = FreshTerms.objects.filter(document__gte=first, document__lt=first + postings.BLOCK)
    for row in fresh:
        place = row.document - first
        if unpacked(row.terms) != unpacked(terms.get(place, NO_TERMS)):
            yield f"terms of document {row.document}, which are fresh"
        terms[place] = row.posted
    for place, stored in terms.items():
        for term, weight in unpacked(stored).items():
            expected[term][place] = weight
    rows = Posting.objects.filter(block=block).values_list("term", "documents", "weights")
    found = {bytes(term).decode(): (held, bytes(weights)) for term, held, weights in rows}
    for term in sorted(expected.keys() | found.keys()):
        weights = np.zeros(postings.BLOCK, np.uint8)
        for place, weight in expected.get(term, {}).items():
            weights[place] = weight
        if found.get(term) != postings.encoded(weights):
            yield f"term {term} in block {block}"


def _damaged_places(block: int) -> Iterator[str]:
    names = {row.id: (row.facet, row.value) for row in FacetValue.objects.all()}
    ratio = postings.BLOCK // blocks.BLOCK
    keys = np.zeros(postings.BLOCK, blocks.SORT_KEY)
    carried: list[set[tuple[str, str]]] = [set() for _ in range(postings.BLOCK)]
    numbers = range(block * ratio, (block + 1) * ratio)
    for row in DocumentBlock.objects.filter(number__in=numbers):
        start = (row.number % ratio) * blocks.BLOCK
        stored = Block.stored(row.sort_keys, row.facets)
        keys[start : start + blocks.BLOCK] = stored.keys
        for place, row_of_values in enumerate(stored.values.tolist(), start):
            carried[place] = {names.get(value, ("", "")) for value in row_of_values if value}
    fields = ("facets", "published", "updated", "key", "title_key")
    for place, facets, *sorted_by in _rows(block, *fields):
        expected = np.array(blocks.sort_key(*sorted_by), blocks.SORT_KEY)
        if carried[place] != facet_pairs(facets) or keys[place] != expected:
            yield f"document {block * postings.BLOCK + place}"
        carried[place] = set()
    for place, values in enumerate(carried):
        if values:
            yield f"document {block * postings.BLOCK + place}, which is gone"
