"""Why a record is among the results: what was asked for, and where its line holds it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from search.analysis import index_terms
from search.facets import BY_PARAMETER, FACETS
from search.names import Names, every_label
from search.presentation.choices import said_range
from search.query import parse_query
from search.ranges import Range, runs
from search.request import SearchRequest

MOST = 4  # reasons
MOST_VALUES = 2  # of one filter
# Where the line of a record holds the values of a facet. What it is, every line says anyway.
FIELDS = {
    "theme": "themes",
    "objective": "objectives",
    "city": "cities",
    "country": "countries",
    "stage": "stages",
    "year": "years",
    "language": "languages",
    "population": "population",
    "budget": "budget",
    "lessons": "lessons",
    "support": "support",
}
# Facets whose labels are searched and said.
LABELLED = ("city", "country", "theme", "objective", "stage")


@dataclass(frozen=True)
class Reason:
    """`label` is what was found; where a `kind` says it all ("title"), it is empty."""

    kind: str
    label: str = ""


class Reasons:
    """What a request asks for, ready to be looked for in the lines of its results."""

    def __init__(self, request: SearchRequest, names: Names) -> None:
        self._request = request
        self._names = names
        query = parse_query(request.text, request.language)
        self._terms = query.terms
        self._beginning = query.beginning.text if query.beginning else ""
        # Said once, as a page says it of many lines.
        self._title = Reason(pgettext("where a word was found", "title"))
        self._text = Reason(pgettext("where a word was found", "text"))
        self._traits = {
            "population": Reason(_("same size of city")),
            "country": Reason(_("same country")),
            "budget": Reason(_("similar budget")),
        }
        # By facet, value and whether a beginning counts: many lines hold the same.
        self._labels: dict[tuple[str, str, bool], Reason | None] = {}
        self._every = {facet: every_label(facet) for facet in LABELLED if self._terms}
        self._filters = [
            (facet, str(facet.label), request.facets[facet.parameter])
            for facet in FACETS
            if request.facets.get(facet.parameter)
        ]

    def of(self, line: Mapping[str, Any], highlights: Iterable[str]) -> tuple[Reason, ...]:
        """At most four, the words first; none where nothing is asked for."""
        found = [*self._fitting(line), *self._words(line, highlights), *self._chosen(line)]
        return tuple(dict.fromkeys(found))[:MOST]

    def _fitting(self, line: Mapping[str, Any]) -> Iterator[Reason]:
        """What it has in common with the city that results are compared with."""
        for trait in self._request.like.traits if self._request.like else ():
            if trait.value in _held(line, trait.facet):
                yield self._traits[trait.facet]

    def _words(self, line: Mapping[str, Any], highlights: Iterable[str]) -> list[Reason]:
        if not self._terms:
            return []
        found = list(self._named(line, begun=False))
        if highlights:
            found.append(self._text)
        # A beginning counts where no record holds it as a word.
        return found or list(self._named(line, begun=True))

    def _named(self, line: Mapping[str, Any], *, begun: bool) -> Iterator[Reason]:
        language = line["language"]
        if self._holds(line["title"], language, begun):
            yield self._title
        for person in line.get("people", ()):
            if self._holds(person, language, begun):
                yield Reason(_("Person"), person)
        for facet in LABELLED:
            yield from self._labelled(facet, line[FIELDS[facet]], begun)

    def _labelled(self, facet: str, codes: Iterable[str], begun: bool) -> Iterator[Reason]:
        for code in codes:
            key = (facet, code, begun)
            if key not in self._labels:
                self._labels[key] = self._label(facet, code, begun)
            if reason := self._labels[key]:
                yield reason

    def _label(self, facet: str, code: str, begun: bool) -> Reason | None:
        """A term one of whose names, in whatever language, holds what was asked for."""
        every = self._every[facet].get(code, ())
        names = [name for name in every if self._holds(name, "", begun)]
        if not names:
            return None
        label = self._names.label(facet, code)
        other = "" if label in names or facet != "city" else f" ({names[0]})"
        return Reason(str(BY_PARAMETER[facet].label), label + other)

    def _holds(self, text: str, language: str, begun: bool) -> bool:
        held = _terms_of(text, language)
        if begun:
            beginning = self._beginning
            return bool(beginning) and any(term.startswith(beginning) for term in held)
        return not held.isdisjoint(self._terms)

    def _chosen(self, line: Mapping[str, Any]) -> Iterator[Reason]:
        for facet, kind, chosen in self._filters:
            held = _held(line, facet.parameter)
            met = [value for value in chosen if value in held]
            if not met:
                continue
            if facet.ranged:
                together = [Range(years[0], years[-1]) for years in runs(met)]
                labels = [said_range(years, self._names) for years in together]
            else:
                labels = [self._names.label(facet.parameter, value) for value in met]
            more = " …" if len(labels) > MOST_VALUES else ""
            yield Reason(kind, ", ".join(labels[:MOST_VALUES]) + more)


def _held(line: Mapping[str, Any], facet: str) -> frozenset[str]:
    value = line[FIELDS[facet]] if facet in FIELDS else None
    if isinstance(value, bool):
        return frozenset({"yes"} if value else ())
    return frozenset(map(str, value if isinstance(value, list) else filter(None, [value])))


@lru_cache(maxsize=5_000)
def _terms_of(text: str, language: str) -> frozenset[str]:
    """The index terms of a name; of one in no known language, those of all languages."""
    return frozenset(index_terms(text, language, mixed=not language))
