"""What a reader may mean by what she has typed so far: records, terms and people, in groups."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from search.addresses import address
from search.analysis import tokens
from search.engines.base import Line
from search.names import Names, every_label
from search.request import SearchRequest, Sort
from search.service import beginning, search, version
from taxonomy.version import remembered

MOST = 5  # of each group
MOST_WORDS = 8
MOST_LINES = 30  # records among which people are looked for
TERMS = {"cities": "city", "themes": "theme", "objectives": "objective"}

Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Choice:
    """A term or a person, with the number of records it leads to at `url`."""

    value: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Suggestions:
    records: tuple[Line, ...] = ()
    cities: tuple[Choice, ...] = ()
    themes: tuple[Choice, ...] = ()
    objectives: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()


def suggest(text: str, language: str) -> Suggestions:
    """At most five of each group, in the active language, which must be the one given.

    Every word typed begins a word of a title, a person's name, or what a term is called in any
    language. Only what leads to records is suggested.
    """
    words = tokens(text, language)[:MOST_WORDS]
    if not words:
        return Suggestions()
    fits = _fitting(words)
    lines = beginning(text, language, MOST_LINES)
    people = _people(lines, fits, language)
    counts, names = _counts(language), Names(language)
    named = {line["id"] for found in people.values() for line in found}
    records = [
        line for line in lines if line["id"] not in named or fits(_folded(line["title"], language))
    ]
    return Suggestions(
        records=tuple(records[:MOST]),
        people=tuple(_choices_of_people(people, language)),
        **{group: _terms(facet, words, counts[facet], names) for group, facet in TERMS.items()},
    )


def _fitting(words: Sequence[str]) -> Fits:
    beginnings = [f" {word}" for word in words]
    return lambda name: all(beginning in name for beginning in beginnings)


def _folded(name: str, language: str) -> str:
    """A name in which a space stands before every word."""
    return "".join(f" {word}" for word in tokens(name, language))


def _terms(
    facet: str, words: Sequence[str], counts: Mapping[str, int], names: Names
) -> tuple[Choice, ...]:
    """The terms with records of which a name fits: those that begin so first, then by records."""
    fits, whole = _fitting(words), f" {' '.join(words)}"
    places: dict[str, bool] = {}
    for name, code in remembered(f"suggest {facet}", lambda: _names(facet)):
        if code in counts and fits(name):
            places[code] = places.get(code, True) and not name.startswith(whole)
    best = sorted(
        places, key=lambda code: (places[code], -counts[code], names.label(facet, code), code)
    )
    return tuple(
        Choice(
            value=code,
            label=names.label(facet, code),
            count=counts[code],
            url=address(SearchRequest(names.language, facets={facet: (code,)})),
        )
        for code in best[:MOST]
    )


def _names(facet: str) -> list[tuple[str, str]]:
    """What each term is called in any language, folded, with its code."""
    return [
        (_folded(name, "en"), code) for code, names in every_label(facet).items() for name in names
    ]


def _counts(language: str) -> Mapping[str, Mapping[str, int]]:
    """The number of records of each term, for readers of a language."""
    known = version()
    return _count(language) if known is None else _counted(language, known)


@lru_cache(maxsize=16)
def _counted(language: str, version: int) -> Mapping[str, Mapping[str, int]]:
    return _count(language)


def _count(language: str) -> Mapping[str, Mapping[str, int]]:
    counts = search(SearchRequest(language, page_size=1)).counts
    return {facet: dict(counts.get(facet, {})) for facet in TERMS.values()}


def _people(lines: Iterable[Line], fits: Fits, language: str) -> dict[str, list[Line]]:
    """The people whose names fit, as spelt first, each with the records that name them."""
    spelt: dict[str, str] = {}
    found: dict[str, list[Line]] = {}
    for line in lines:
        for name in dict.fromkeys(line.get("people", ())):
            folded = _folded(name, language)
            if fits(folded):
                found.setdefault(spelt.setdefault(folded, name), []).append(line)
    return found


def _choices_of_people(people: Mapping[str, Sequence[Any]], language: str) -> list[Choice]:
    best = sorted(people, key=lambda name: -len(people[name]))[:MOST]
    return [
        Choice(
            value=name,
            label=name,
            count=len(people[name]),
            url=address(SearchRequest(language, f'"{name}"', sort=Sort.RELEVANCE)),
        )
        for name in best
    ]
