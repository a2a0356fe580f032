"""Brute force: every document is looked at for every question."""

import re
from collections.abc import Callable, Iterable, Mapping

from search.query import Query, parse_query
from search.request import SearchRequest
from tests.bench.contenders.base import Analysed, Answer, chosen
from tests.bench.documents import VALUES

Facets = Mapping[str, tuple[str, ...]]


class Scan:
    """Knows of no index: a document is a line of its terms and its facet values."""

    name = "scan"

    def __init__(self, documents: Iterable[Analysed]) -> None:
        self.documents = [
            (f" {' '.join(sorted(terms))} ", document.facets) for document, terms in documents
        ]

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol, but the ids are simply the latest."""
        query = parse_query(request.text, request.language)
        found = self._matching(_whole(query))
        last = query.beginning
        if not found and last and not self._matching(_is_held(last.forms)):
            found = self._matching(_unfinished(query))
        wanted = {facet: set(values) for facet, values in chosen(request).items()}
        counts: dict[str, dict[str, int]] = {facet: {} for facet in VALUES}
        ids = []
        for number, facets in found:
            missed = [name for name, values in wanted.items() if values.isdisjoint(facets[name])]
            if not missed:
                ids.append(number)
            if len(missed) < 2:
                _count(counts, facets, missed or VALUES)
        end = len(ids) - (request.page - 1) * request.page_size
        return Answer(len(ids), counts, ids[max(0, end - request.page_size) : max(0, end)])

    def _matching(self, matches: Callable[[str], bool]) -> list[tuple[int, Facets]]:
        return [
            (number, facets)
            for number, (line, facets) in enumerate(self.documents)
            if matches(line)
        ]


def _count(counts: dict[str, dict[str, int]], facets: Facets, names: Iterable[str]) -> None:
    for name in names:
        numbers = counts[name]
        for value in facets[name]:
            numbers[value] = numbers.get(value, 0) + 1


def _is_held(forms: Iterable[str]) -> Callable[[str], bool]:
    wanted = [f" {form} " for form in forms]
    return lambda line: any(form in line for form in wanted)


def _whole(query: Query) -> Callable[[str], bool]:
    words = [_is_held(word.forms) for word in query.required]
    return lambda line: all(held(line) for held in words)


def _unfinished(query: Query) -> Callable[[str], bool]:
    words = [_is_held(word.forms) for word in query.required if word != query.beginning]
    beginning = re.compile(f" {re.escape(query.beginning.text if query.beginning else '')}")
    return lambda line: all(held(line) for held in words) and bool(beginning.search(line))
