"""The limit: every set of the index in memory, nothing read, nothing ranked."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyroaring import BitMap

from search.query import parse_query
from search.request import SearchRequest
from search.stems import is_stem
from tests.bench.contenders.base import Analysed, Answer, chosen
from tests.bench.documents import VALUES


class Roaring:
    """Sets of documents by term and by facet value; documents are numbered as published."""

    name = "roaring"

    def __init__(self, documents: Iterable[Analysed]) -> None:
        terms: dict[str, list[int]] = defaultdict(list)
        facets: dict[tuple[str, str], list[int]] = defaultdict(list)
        number = 0
        for number, (document, held) in enumerate(documents, start=1):
            for term in held:
                terms[term].append(number)
            for facet in VALUES:
                for value in document.facets[facet]:
                    facets[facet, value].append(number)
        self.everything = BitMap(range(1, number + 1))
        self.terms = {term: BitMap(numbers) for term, numbers in terms.items()}
        self.words = sorted(term for term in terms if not is_stem(term))
        self.facets: dict[str, dict[str, BitMap]] = {facet: {} for facet in VALUES}
        for (facet, value), numbers in facets.items():
            self.facets[facet][value] = BitMap(numbers)
        for sets in (self.terms, *self.facets.values()):
            for ids in sets.values():
                ids.run_optimize()
        self.all_counts = self._numbers(self.everything, VALUES)

    def answer(self, request: SearchRequest) -> Answer:
        """As in the protocol, but the ids are simply the latest."""
        found = self._with_words(request)
        filters = {
            facet: BitMap.union(
                BitMap(), *(self.facets[facet].get(value, BitMap()) for value in values)
            )
            for facet, values in chosen(request).items()
        }
        matches = BitMap.intersection(found, *filters.values())
        counts = self._counts(found, matches, filters)
        end = len(matches) - (request.page - 1) * request.page_size
        page = matches[max(0, end - request.page_size) : max(0, end)]
        return Answer(len(matches), counts, list(page))

    def _with_words(self, request: SearchRequest) -> BitMap:
        query = parse_query(request.text, request.language)
        found = self.everything
        for word in query.required:
            holding = self._any_of(word.forms)
            if not holding and word == query.beginning:
                holding = self._any_of(self._beginning_with(word.text))
            found = found & holding
        return found

    def _any_of(self, terms: Iterable[str]) -> BitMap:
        return BitMap.union(BitMap(), *(self.terms[term] for term in terms if term in self.terms))

    def _beginning_with(self, beginning: str) -> list[str]:
        start = bisect.bisect_left(self.words, beginning)
        return self.words[start : bisect.bisect_right(self.words, f"{beginning}\U0010ffff")]

    def _counts(
        self, found: BitMap, matches: BitMap, filters: Mapping[str, BitMap]
    ) -> dict[str, dict[str, int]]:
        free = [facet for facet in VALUES if facet not in filters]
        if matches is self.everything:
            return self.all_counts
        counts = self._numbers(matches, free)
        for facet in filters:
            others = (ids for name, ids in filters.items() if name != facet)
            counts |= self._numbers(BitMap.intersection(found, *others), [facet])
        return counts

    def _numbers(self, documents: BitMap, facets: Iterable[str]) -> dict[str, dict[str, int]]:
        return {
            facet: {
                value: number
                for value, ids in self.facets[facet].items()
                if (number := documents.intersection_cardinality(ids))
            }
            for facet in facets
        }
