"""What the home page offers, from two answers of the index: all records, and the practices."""

from collections.abc import Iterable
from typing import Any

from core.enums import RecordType
from home.entries.entrances import Entrance, Entrances
from home.entries.kinds import CITY, COMPACT, COUNTRY, OBJECTIVE, THEME
from home.entries.pictures import by_country, by_objective, by_year
from search.addresses import address
from search.names import Names
from search.request import SearchRequest, Sort
from search.service import search
from taxonomy.labels import compact_objectives, theme_parents

NEWEST = 6
OF_A_COMPACT = 6

Counts = Any


def entry_points(language: str) -> dict[str, Any]:
    """Main themes and compacts that hold records, counts by type, and the practices in numbers."""
    everything = search(SearchRequest(language, sort=Sort.NEWEST, page_size=1))
    asked = SearchRequest(
        language,
        facets={"type": (RecordType.PRACTICE.value,)},
        sort=Sort.NEWEST,
        page_size=NEWEST,
    )
    practices = search(asked)
    counts = everything.counts
    return {
        "total": everything.total,
        "types": list(_types(language, counts["type"])),
        "lists": list(_lists(counts)),
        "themes": list(_themes(language, counts["theme"])),
        "compacts": list(_compacts(language, counts["objective"])),
        "newest": [hit.line for hit in practices.hits],
        "charts": [chart for picture in PICTURES for chart in picture(asked, practices.counts)],
    }


PICTURES = (by_objective, by_country, by_year)


def _types(language: str, counts: Counts) -> Iterable[Entrance]:
    names = Names(language)
    for value in RecordType.values:
        if counts.get(value):
            url = address(SearchRequest(language, facets={"type": (value,)}))
            yield Entrance(names.label("type", value), url, counts[value], value)


def _lists(counts: Counts) -> Iterable[Entrance]:
    """The lists of terms in which there is something to choose."""
    for kind in (THEME, OBJECTIVE, CITY, COUNTRY):
        if counts[kind.name]:
            yield Entrance(str(kind.heading), kind.url)


def _themes(language: str, counts: Counts) -> Iterable[Entrance]:
    parents = theme_parents()
    for code, label in THEME.labels(language).items():
        if code not in parents and counts.get(code):
            yield Entrance(label, THEME.url_of(code), counts[code], code)


def _compacts(language: str, counts: Counts) -> Iterable[Entrances]:
    """Each with the objectives that most records serve; a compact's page has them all."""
    labels = OBJECTIVE.labels(language)
    for compact, codes in compact_objectives().items():
        found = [code for code in codes if counts.get(code)]
        most = sorted(found, key=lambda code: -counts[code])[:OF_A_COMPACT]
        entries = [
            Entrance(labels[code], OBJECTIVE.url_of(code), counts[code], code)
            for code in found
            if code in most
        ]
        if entries:
            heading = COMPACT.labels(language)[compact]
            yield Entrances(compact, heading, tuple(entries), COMPACT.url_of(compact))
