"""What search means, said as plainly as possible: the engines are measured against this."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from search.analysis import fold, index_terms, tokens
from search.document import Document
from search.engines.base import Hit, SearchResult
from search.facets import BY_PARAMETER
from search.query import MOST_VERIFIED, Phrase, Query, Word, parse_query
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
        candidates, cut = self._answering(request, self._visible(request, leave_out))
        found = [d for d in candidates if matches(d, request, request.facets)]
        found.sort(key=lambda document: order(document, request))
        start = (request.page - 1) * request.page_size
        return SearchResult(
            total=len(found),
            hits=tuple(Hit(d.line) for d in found[start : start + request.page_size]),
            counts={facet: counts(candidates, request, facet) for facet in BY_PARAMETER},
            engine=self.name,
            cut=cut,
        )

    def _visible(self, request: SearchRequest, leave_out: Collection[UUID]) -> list[Document]:
        return [
            document
            for key, documents in self.documents.items()
            for document in documents
            if request.language in document.facets.get("shown_in", ()) and key not in leave_out
        ]

    def _answering(
        self, request: SearchRequest, documents: list[Document]
    ) -> tuple[list[Document], bool]:
        """What holds the words and phrases, and whether an engine may leave out some of it."""
        query = parse_query(request.text, request.language)
        held = {id(document): terms_of(document) for document in documents}
        beginning = query.beginning
        if beginning and any(held[id(d)] & set(beginning.forms) for d in documents):
            beginning = None
        found = [d for d in documents if holds_words(query, held[id(d)], beginning)]
        cut = bool(query.phrases) and len(found) > MOST_VERIFIED
        return [d for d in found if holds_phrases(query, d)], cut


def terms_of(document: Document) -> set[str]:
    return {
        term
        for name, text in document.texts.items()
        for term in index_terms(text, document.language, mixed=name == "labels")
    }


def holds_words(query: Query, terms: set[str], beginning: Word | None) -> bool:
    """Whether a document holds the words asked for; of `beginning`, only how a word begins."""
    for word in query.required:
        begins = word == beginning and any(term.startswith(word.text) for term in terms)
        if not begins and terms.isdisjoint(word.forms):
            return False
    if any(not terms.isdisjoint(word.forms) for word in query.excluded):
        return False
    return all(word.text in terms for phrase in query.phrases for word in phrase)


def holds_phrases(query: Query, document: Document) -> bool:
    lines = [line for text in document.texts.values() for line in text.splitlines()]
    return all(any(follow(line, document, phrase) for line in lines) for phrase in query.phrases)


def follow(line: str, document: Document, phrase: Phrase) -> bool:
    """Whether the words of a phrase stand in a line one after the other."""
    words = f" {' '.join(tokens(line, document.language))} "
    return f" {' '.join(word.text for word in phrase)} " in words


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
    newest = (-latest.timestamp(), document.key)
    if request.sort is not Sort.FIT:
        return newest
    traits = request.like.traits if request.like else ()
    held = (t.weight for t in traits if t.value in document.facets.get(t.facet, ()))
    return -sum(held), *newest
