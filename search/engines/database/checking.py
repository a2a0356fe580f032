"""Comparing the tables with what they should hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from search.document import Document
from search.engines.database import bitmaps
from search.engines.database.bitmaps import Weighted
from search.engines.database.rows import facet_pairs, stored_fields
from search.models import DocumentRow, FacetValue, Posting


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
        for name, value in stored_fields(document).items():
            if getattr(row, name) != value:
                yield f"{document.language}: {name} differs"


def damage() -> Iterator[str]:
    """Words and facet values whose sets are not what the documents' own rows say."""
    words: dict[str, dict[int, int]] = defaultdict(dict)
    values: dict[str, set[int]] = defaultdict(set)
    rows = DocumentRow.objects.values_list("id", "terms", "facets")
    for number, terms, facets in rows.iterator():
        for term, weight in terms.items():
            words[term][number] = weight
        for facet, value in facet_pairs(facets):
            values[f"{facet}={value}"].add(number)
    stored = {row.term: Weighted.stored(row.ids, row.weights) for row in Posting.objects.all()}
    sets = {str(row): set(bitmaps.read(row.ids)) for row in FacetValue.objects.all()}
    for term in sorted(words.keys() | stored.keys()):
        if not _is_intact(stored.get(term), words.get(term, {})):
            yield f"word {term}"
    for value in sorted(values.keys() | sets.keys()):
        if sets.get(value, set()) != values.get(value, set()):
            yield f"facet value {value}"


def _is_intact(stored: Weighted | None, expected: Mapping[int, int]) -> bool:
    if stored is None or len(stored.ids) != len(stored.weights):
        return False
    return stored.by_document() == expected
