"""Documents whose terms the postings do not have yet.

Every term of a document is a row of postings, and so a page of the database, of its own: to write
one document rewrites hundreds. So what changed last stays together, a row for each document, until
there are enough of them (`search.engines.database.merging`); whoever reads postings puts it on top.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from search.engines.database.bitmaps import Stored
from search.engines.database.rows import unpacked


class Terms:
    """The terms of one document, each with its weight; taken apart when first asked for."""

    def __init__(self, posted: Stored, terms: Stored) -> None:
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


def following(known: Fresh, version: int) -> Fresh:
    """What is fresh now; of it only what has changed since a version is read.

    `known` is what was fresh then.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT document, posted, terms FROM search_freshterms WHERE version > %s UNION ALL"
            " SELECT document, NULL, NULL FROM search_freshterms WHERE version <= %s",
            [version, version],
        )
        return Fresh(
            {
                number: known.documents[number] if posted is None else Terms(posted, terms)
                for number, posted, terms in cursor
            }
        )
