"""What every engine of the comparison does: 20 documents, the total, the counts of all facets.

All of them read the same index terms and understand a text in the same way, so that their totals
and counts are the same to the last; the bench compares them for every question.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from search.analysis import index_terms
from search.document import Document
from search.request import SearchRequest
from tests.bench.documents import VALUES

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Answer:
    """`ids` are the numbers of the documents on the page, in order; each engine has its own."""

    total: int
    counts: Counts
    ids: Collection[Any] = ()

    def same_as(self, other: "Answer") -> bool:
        """Whether totals and counts are equal; values that nothing carries do not matter."""
        return self.total == other.total and _held(self.counts) == _held(other.counts)


def _held(counts: Counts) -> dict[str, dict[str, int]]:
    return {
        facet: {value: number for value, number in counts.get(facet, {}).items() if number}
        for facet in VALUES
    }


class Contender(Protocol):
    """An engine ready to answer."""

    name: str

    def answer(self, request: SearchRequest) -> Answer:
        """20 documents in order, the total, and counts that leave out the facet's own choice."""


class Analysed(NamedTuple):
    """A document as every engine takes it in."""

    document: Document
    terms: frozenset[str]


def analysed(documents: Iterable[Document]) -> list[Analysed]:
    """Documents with the terms that our own engine would index."""
    return [Analysed(document, _terms(document)) for document in documents]


def _terms(document: Document) -> frozenset[str]:
    return frozenset(
        term
        for name, text in document.texts.items()
        for term in index_terms(text, document.language, mixed=name == "labels")
    )


def chosen(request: SearchRequest) -> dict[str, tuple[str, ...]]:
    """The facets of a request in which something is chosen."""
    return {facet: values for facet, values in request.facets.items() if values}
