"""Documents whose terms the postings do not have yet.

Every term of a document is a row of postings, and so a page of the database, of its own: to write
one document rewrites hundreds. So what changed last stays together, a row for each document, until
there are enough of them (`search.engines.database.merging`); whoever reads postings puts it on top.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.engines.database.bitmaps import Stored
from search.engines.database.rows import unpacked
from search.models import FreshTerms


class Terms:
    """The terms of one document, each with its weight; taken apart when first asked for."""

    def __init__(self, version: int, posted: Stored, terms: Stored) -> None:
        self.version = version
        self._posted = posted
        self._terms = terms

    @cached_property
    def posted(self) -> Mapping[str, int]:
        """As the postings have them."""
        return unpacked(self._posted)

    @cached_property
    def now(self) -> Mapping[str, int]:
        """As they are; none of a document that is gone."""
        return unpacked(self._terms)


@dataclass(frozen=True)
class Fresh:
    """Of all documents that changed last the terms, by the documents' numbers in the database."""

    documents: Mapping[int, Terms] = field(default_factory=dict)

    def weights(self, times: Sequence[tuple[str, int]]) -> dict[int, int]:
        """In each of the documents the heaviest of some terms, each so many times its weight.

        0 where a document has none of them: whatever the postings say of it is no longer true.
        """
        return {
            number: max((many * terms.now.get(term, 0) for term, many in times), default=0)
            for number, terms in self.documents.items()
        }

    @cached_property
    def difference(self) -> Mapping[str, int]:
        """How many more documents hold a term than in the postings, where that differs."""
        found: Counter[str] = Counter()
        for terms in self.documents.values():
            found.update(terms.now.keys())
            found.subtract(terms.posted.keys())
        return {term: number for term, number in found.items() if number}


def following(known: Fresh) -> Fresh:
    """What is fresh now; of it only what is not known yet is read."""
    versions = dict(FreshTerms.objects.values_list("document", "version"))
    same = {
        number: known.documents[number]
        for number, version in versions.items()
        if number in known.documents and known.documents[number].version == version
    }
    if len(same) == len(versions):
        return Fresh(same)
    rows = FreshTerms.objects.filter(document__in=versions.keys() - same.keys())
    return Fresh(same | {row.document: Terms(row.version, row.posted, row.terms) for row in rows})
