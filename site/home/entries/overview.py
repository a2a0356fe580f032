"""The list of all terms of a kind, with the number of records behind each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.i18n import country_name, sort_key
from home.entries.entrances import Entrance
from home.entries.kinds import COMPACT, COUNTRY, Kind
from home.enums import EntryKind
from search.request import SearchRequest
from search.service import search, totals
from taxonomy.labels import compact_objectives, theme_parents
from taxonomy.models import City

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Family:
    """Terms that stand under one: a main theme's, a compact's, a country's."""

    heading: Entrance | None
    entries: tuple[Entrance, ...]


def counts_of_all(language: str) -> Counts:
    """By facet and value, the number of records there are."""
    return search(SearchRequest(language, page_size=1)).counts


def families(kind: Kind, language: str) -> list[Family]:
    """Every theme, compact and objective; of places those that a record tells of."""
    counts = counts_of_all(language)
    return list(_FAMILIES[kind.name](kind, language, counts))


def occurring(kind: Kind, language: str, counts: Counts) -> list[str]:
    """The codes of a kind's terms that records stand under."""
    if kind.name == EntryKind.COMPACT:
        found = counts["objective"]
        return [
            compact
            for compact, objectives in compact_objectives().items()
            if any(found.get(code) for code in objectives)
        ]
    labels = kind.labels(language)
    return [code for code, count in counts[kind.name].items() if count and code in labels]


def _themes(kind: Kind, language: str, counts: Counts) -> Iterable[Family]:
    parents, found = theme_parents(), counts["theme"]
    labels = kind.labels(language)
    for code in labels:
        if code in parents:
            continue
        below = tuple(
            _entrance(kind, child, labels, found) for child in labels if parents.get(child) == code
        )
        yield Family(_entrance(kind, code, labels, found), below)


def _compacts(kind: Kind, language: str, counts: Counts) -> Iterable[Family]:
    labels = kind.labels(language)
    held = [code for code in compact_objectives() if kind.facets(code)]
    # Not the sum of its objectives' counts: a record may serve several.
    found = dict(zip(held, totals([kind.request(c, language, 1) for c in held]), strict=True))
    yield Family(None, tuple(_entrance(kind, code, labels, found) for code in labels))


def _objectives(kind: Kind, language: str, counts: Counts) -> Iterable[Family]:
    labels, compacts = kind.labels(language), COMPACT.labels(language)
    for compact, codes in compact_objectives().items():
        entries = tuple(_entrance(kind, code, labels, counts["objective"]) for code in codes)
        yield Family(Entrance(compacts[compact], COMPACT.url_of(compact)), entries)


def _cities(kind: Kind, language: str, counts: Counts) -> Iterable[Family]:
    labels, found = kind.labels(language), counts["city"]
    rows = City.objects.canonical().filter(code__in=[*found]).values_list("country", "code")
    by_country: dict[str, list[str]] = {}
    for country, code in rows:
        by_country.setdefault(country, []).append(code)
    names = {country: country_name(country, language) for country in by_country}
    for country in sorted(names, key=lambda country: sort_key(names[country], language)):
        own = sorted(by_country[country], key=lambda code: sort_key(labels[code], language))
        heading = Entrance(names[country], COUNTRY.url_of(country))
        yield Family(heading, tuple(_entrance(kind, code, labels, found) for code in own))


def _countries(kind: Kind, language: str, counts: Counts) -> Iterable[Family]:
    labels, found = kind.labels(language), counts["country"]
    known = [code for code in labels if found.get(code)]
    yield Family(None, tuple(_entrance(kind, code, labels, found) for code in known))


_FAMILIES = {
    EntryKind.THEME: _themes,
    EntryKind.COMPACT: _compacts,
    EntryKind.OBJECTIVE: _objectives,
    EntryKind.CITY: _cities,
    EntryKind.COUNTRY: _countries,
}


def _entrance(
    kind: Kind, code: str, labels: Mapping[str, str], counts: Mapping[str, int]
) -> Entrance:
    return Entrance(labels[code], kind.url_of(code), counts.get(code, 0), code)
