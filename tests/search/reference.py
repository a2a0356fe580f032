"""What search means, said as plainly as possible: the engines are measured against this."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from search.analysis import fold, query_words, tokens
from search.document import Document
from search.engines.base import Hit, SearchResult
from search.facets import BY_PARAMETER
from search.request import SearchRequest, Sort


class Reference:
    """Looks at every document for every search."""

    name = "reference"

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.documents: dict[UUID, list[Document]] = {}
        self.rebuild(documents)

    def rebuild(self, documents: Iterable[Document]) -> None:
        self.documents.clear()
        for document in documents:
            self.documents.setdefault(document.key, []).append(document)

    def replace(self, records: Mapping[UUID, Sequence[Document]]) -> None:
        for key, documents in records.items():
            self.documents[key] = list(documents)

    def search(self, request: SearchRequest, *, leave_out: Collection[UUID] = ()) -> SearchResult:
        candidates = self._with_words(request, self._visible(request, leave_out))
        found = [d for d in candidates if matches(d, request, request.facets)]
        found.sort(key=lambda document: order(document, request))
        start = (request.page - 1) * request.page_size
        return SearchResult(
            total=len(found),
            hits=tuple(Hit(d.line) for d in found[start : start + request.page_size]),
            counts={facet: counts(candidates, request, facet) for facet in BY_PARAMETER},
            engine=self.name,
        )

    def _visible(self, request: SearchRequest, leave_out: Collection[UUID]) -> list[Document]:
        return [
            document
            for key, documents in self.documents.items()
            for document in documents
            if request.language in document.facets.get("shown_in", ()) and key not in leave_out
        ]

    def _with_words(self, request: SearchRequest, documents: list[Document]) -> list[Document]:
        words = query_words(request.text, request.language)
        if not words:
            return documents
        held = {id(document): words_of(document) for document in documents}
        whole = [d for d in documents if words[-1] in held[id(d)]]
        if not whole and len(words[-1]) > 1:
            whole = [d for d in documents if any(w.startswith(words[-1]) for w in held[id(d)])]
        return [d for d in whole if held[id(d)].issuperset(words[:-1])]


def words_of(document: Document) -> set[str]:
    return {word for text in document.texts.values() for word in tokens(text, document.language)}


def matches(
    document: Document, request: SearchRequest, chosen: Mapping[str, tuple[str, ...]]
) -> bool:
    for facet, values in chosen.items():
        held = [value in document.facets.get(facet, ()) for value in values]
        if values and not (all(held) if facet in request.match_all else any(held)):
            return False
    return True


def counts(candidates: Iterable[Document], request: SearchRequest, facet: str) -> dict[str, int]:
    others = {
        name: values
        for name, values in request.facets.items()
        if name != facet or facet in request.match_all
    }
    found: dict[str, int] = dict.fromkeys(request.facets.get(facet, ()), 0)
    for document in candidates:
        if matches(document, request, others):
            for value in set(document.facets.get(facet, ())):
                found[value] = found.get(value, 0) + 1
    return found


def order(document: Document, request: SearchRequest) -> tuple[object, ...]:
    """By what results are sorted; how well they match is each engine's own affair."""
    if request.sort is Sort.TITLE:
        return fold(document.title), document.key
    latest = document.updated if request.sort is Sort.UPDATED else document.published
    return -latest.timestamp(), document.key
