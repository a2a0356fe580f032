"""A request in Elasticsearch's words; what `search.query` says of a `Query` holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any
from uuid import UUID

from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    MatchPhrase,
    Prefix,
    Query,
    Term,
    Terms,
)

from search.analysis import share
from search.document import SHOWN_IN, WEIGHTS
from search.facets import BY_PARAMETER
from search.query import STOP_SHARE, Word, parse_query
from search.request import SearchRequest, Sort

MOST_VALUES = 10_000  # of a facet; an answer that has more is not taken
# BM25 gives a word that stands once in a field without a length its rarity; one that stands in
# `terms` as often as can be 2.2 times that.
WHOLE = 2.2
NAMES_SHARE = WEIGHTS["names"] / WEIGHTS["title"]

_BY_KEY = {"key": "asc"}
_NEWEST: Sequence[Any] = ({"published": "desc"}, _BY_KEY)
Filters = Mapping[str, list[Query]]


@dataclass(frozen=True)
class Asked:
    """A request, the records it must not find, and whether its last word is only a beginning."""

    request: SearchRequest
    leave_out: Collection[UUID] = ()
    completed: bool = False
    filters: Filters = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "filters", _filters(self.request))

    @cached_property
    def query(self) -> Any:
        """The text as understood."""
        return parse_query(self.request.text, self.request.language)

    @property
    def is_ranked(self) -> bool:
        """Whether results are sorted by how well they match."""
        return self.request.sort is Sort.RELEVANCE and bool(self.query)

    def candidates(self) -> Query:
        """What is visible and holds the text, whatever is chosen in facets."""
        found = self._holding()
        if self.request.sort is not Sort.FIT:
            return found
        traits = self.request.like.traits if self.request.like else ()
        fitting = [
            ConstantScore(filter=_term(f"facets.{facet}", value), boost=weight)
            for facet, value, weight in traits
        ]
        return Bool(filter=[found], should=fitting)

    def _holding(self) -> Query:
        query = self.query
        required = [self._held(word) for word in query.required]
        phrases = [_phrase(some) for some in query.phrases]
        excluded = [Terms("terms", list(word.forms)) for word in query.excluded]
        return Bool(
            filter=[_term(f"facets.{SHOWN_IN}", self.request.language), *phrases],
            must=required,
            should=self._preferred() if self.is_ranked else [],
            must_not=[*excluded, *_left_out(self.leave_out)],
        )

    def holding_beginning(self) -> Query:
        """What is visible and holds the last word as a whole."""
        return Bool(
            filter=[
                _term(f"facets.{SHOWN_IN}", self.request.language),
                Terms("terms", list(self.query.beginning.forms)),
            ],
            must_not=_left_out(self.leave_out),
        )

    def _held(self, word: Word) -> Query:
        if self.completed and word == self.query.beginning:
            return _begun(word.text, {"terms": 1, "titled": 3, "named": 2})
        return _weighed(word)

    def _preferred(self) -> list[Query]:
        """What scores besides what is required."""
        query = self.query
        others = [word for word in query.words if word not in query.required]
        others += [word for phrase in query.phrases for word in phrase]
        found = [_weighed(word) for word in dict.fromkeys(others)]
        if query.whole:
            title = _term("whole_title", query.whole, WHOLE)
            name = _term("whole_name", query.whole, WHOLE * NAMES_SHARE)
            found.append(DisMax(queries=[title, name]))
        return found

    def results(self) -> Query:
        """Which of the candidates are results."""
        return Bool(filter=[query for some in self.filters.values() for query in some])

    def order(self) -> list[Any]:
        """By what results are sorted; ties as every engine breaks them."""
        if self.request.sort is Sort.TITLE:
            return [{"title_key": "asc"}, _BY_KEY]
        if self.request.sort is Sort.UPDATED:
            return [{"updated": "desc"}, _BY_KEY]
        by_score = self.is_ranked or self.request.sort is Sort.FIT
        return [*(["_score"] if by_score else []), *_NEWEST]

    def counted(self) -> dict[str, Any]:
        """Aggregations of all facets, each among what is chosen in the others.

        Those that nothing is chosen in are counted together, among the results.
        """
        values = {
            facet: {"terms": {"field": f"facets.{facet}", "size": MOST_VALUES}}
            for facet in BY_PARAMETER
        }
        if not self.filters:
            return values
        apart = [name for name in self.filters.keys() & values if self._is_ignored(name)]
        groups = [([facet], self._among(facet)) for facet in apart]
        groups.append(([facet for facet in values if facet not in apart], self.results()))
        return {
            " ".join(facets): {
                "filter": among.to_dict(),
                "aggs": {facet: values[facet] for facet in facets},
            }
            for facets, among in groups
        }

    def _is_ignored(self, facet: str) -> bool:
        """Whether the facet's counts ignore what is chosen in it."""
        return facet not in self.request.match_all

    def _among(self, facet: str) -> Query:
        others = (some for name, some in self.filters.items() if name != facet)
        return Bool(filter=[query for some in others for query in some])

    def preference(self) -> str:
        """The same for the same text: copies of a shard rank a little differently."""
        return blake2b(self.request.text.encode(errors="replace"), digest_size=8).hexdigest()


def completing(words: Sequence[str], language: str, leave_out: Collection[UUID]) -> Query:
    """What is visible and has a title or names in which a word begins like each of some."""
    weights = {"titled": WEIGHTS["title"], "named": WEIGHTS["names"]}
    return Bool(
        filter=[_term(f"facets.{SHOWN_IN}", language)],
        must=[_begun(word, weights) for word in words],
        must_not=_left_out(leave_out),
    )


def _filters(request: SearchRequest) -> Filters:
    """For each facet in which something is chosen, what must be true of a record."""
    return {
        facet: [_term(f"facets.{facet}", value) for value in values]
        if facet in request.match_all
        else [Terms(f"facets.{facet}", list(values))]
        for facet, values in request.facets.items()
        if values
    }


def _term(field: str, value: str, boost: float = 1.0) -> Query:
    return Term(field, {"value": value, "boost": boost})


def _phrase(words: Sequence[Word]) -> Query:
    return MatchPhrase("lines", {"query": " ".join(word.text for word in words)})


def _weighed(word: Word) -> Query:
    """A word by its best form."""
    part = STOP_SHARE if word.stop else 1.0
    forms = [_term("terms", form, part * share(form)) for form in word.forms]
    return DisMax(queries=forms)


def _begun(beginning: str, weights: Mapping[str, int]) -> Query:
    return DisMax(
        queries=[
            ConstantScore(filter=Prefix(name, {"value": beginning}), boost=weight)
            for name, weight in weights.items()
        ]
    )


def _left_out(keys: Collection[UUID]) -> list[Query]:
    return [Terms("key", [str(key) for key in keys])] if keys else []
