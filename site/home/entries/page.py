"""The page of one term: all of it from one or two answers of the index."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.enums import RecordType
from core.models import record_types
from home.entries.entrances import Entrance, Entrances
from home.entries.introductions import Shown
from home.entries.kinds import CITY, COMPACT, OBJECTIVE, THEME, Kind
from home.entries.pictures import Chart, Counts, by_country, by_objective, by_year
from home.entries.wording import Facts, facts
from home.enums import EntryKind
from search.addresses import address, feed_address
from search.engines.base import SearchResult
from search.listings import Line
from search.names import Names
from search.request import MOST_PER_PAGE, PAGE_SIZE, SearchRequest
from search.service import search
from taxonomy.crosswalk import neighbours
from taxonomy.labels import compact_objectives, theme_parents
from taxonomy.models import City

NEWEST = 6
OF_A_TYPE = 4
MOST_RELATED = 8
NOTHING = SearchResult(0, (), {}, "")


@dataclass(frozen=True)
class Lines:
    """Records under a heading; `url` leads to all of them, `total` of which there are."""

    anchor: str
    heading: str
    lines: tuple[Line, ...]
    url: str = ""
    total: int = 0


@dataclass(frozen=True)
class TermPage:
    """What a term's page shows. `trail` leads to it, `counts` are by facet and value."""

    kind: Kind
    code: str
    label: str
    facts: Facts
    introduction: Shown | None
    trail: tuple[Entrance, ...]
    total: int
    counts: Counts
    types: tuple[Entrance, ...]
    groups: tuple[Lines, ...]
    related: tuple[Entrances, ...]
    charts: tuple[Chart, ...]
    search_url: str
    feed_url: str


def term_page(kind: Kind, code: str, language: str, introduction: Shown | None) -> TermPage:
    """The page in the active language, which `language` must be."""
    names = Names(language)
    grouped = kind.name == EntryKind.CITY
    request = kind.request(code, language, MOST_PER_PAGE if grouped else NEWEST)
    result = search(request) if request.facets else NOTHING
    return TermPage(
        kind=kind,
        code=code,
        label=kind.labels(language)[code],
        facts=facts(kind, code, language),
        introduction=introduction,
        trail=tuple(_trail(kind, code, language)),
        total=result.total,
        counts=result.counts,
        types=tuple(_types(request, result, names)),
        groups=tuple(_by_type(request, result, names) if grouped else _newest(result)),
        related=tuple(group for group in _related(kind, code, result, language) if group.entries),
        charts=tuple(
            chart for draw in _PICTURES[kind.name] for chart in draw(request, result.counts)
        ),
        search_url=address(replace(request, page_size=PAGE_SIZE)),
        feed_url=feed_address(request),
    )


def _trail(kind: Kind, code: str, language: str) -> Iterable[Entrance]:
    """The lists and terms above a term."""
    if kind.name == EntryKind.OBJECTIVE:
        above = {own: compact for compact, codes in compact_objectives().items() for own in codes}
        yield Entrance(str(COMPACT.heading), COMPACT.url)
        if code in above:
            label = COMPACT.labels(language)[above[code]]
            yield Entrance(label, COMPACT.url_of(above[code]))
        return
    yield Entrance(str(kind.heading), kind.url)
    if kind.name == EntryKind.THEME and code in (parents := theme_parents()):
        yield Entrance(kind.labels(language)[parents[code]], kind.url_of(parents[code]))


def _charts(kind: Kind, request: SearchRequest, result: SearchResult) -> Iterable[Chart]:
    for draw in _PICTURES[kind.name]:
        yield from draw(request, result.counts)


def _types(request: SearchRequest, result: SearchResult, names: Names) -> Iterable[Entrance]:
    counts = result.counts.get("type", {})
    for value in RecordType.values:
        if counts.get(value):
            url = address(_of_type(request, value))
            yield Entrance(names.label("type", value), url, counts[value], value)


def _of_type(request: SearchRequest, record_type: str) -> SearchRequest:
    facets = {**request.facets, "type": (record_type,)}
    return SearchRequest(request.language, facets=facets)


def _newest(result: SearchResult) -> Iterable[Lines]:
    if result.hits:
        yield Lines("newest", _("Newest first"), tuple(hit.line for hit in result.hits))


def _by_type(request: SearchRequest, result: SearchResult, names: Names) -> Iterable[Lines]:
    """A city's records by type, its own profile first."""
    counts = result.counts.get("type", {})
    first = RecordType.MUNICIPALITY
    found = [hit.line for hit in result.hits]
    if counts.get(first) and not any(line["type"] == first for line in found):
        found += [hit.line for hit in search(_of_type(request, first)).hits]
    for value in (first, *(other for other in RecordType if other != first)):
        lines = [line for line in found if line["type"] == value][:OF_A_TYPE]
        if lines:
            url = address(_of_type(request, value))
            heading = names.label("type", value) if len(lines) == 1 else _several(value)
            yield Lines(f"type-{value}", heading, tuple(lines), url, counts.get(value, 0))


def _several(record_type: str) -> str:
    """What records of a type are called together."""
    [model] = (model for model in record_types() if model.record_type == record_type)
    return capfirst(str(model._meta.verbose_name_plural))


def _related(kind: Kind, code: str, result: SearchResult, language: str) -> Iterable[Entrances]:
    counts = result.counts
    if kind.name == EntryKind.COMPACT:
        own = compact_objectives().get(code, ())
        yield _entrances("objectives", _("Its objectives"), OBJECTIVE, own, counts, language)
    if kind.name == EntryKind.THEME:
        below = [child for child, parent in theme_parents().items() if parent == code]
        occurring = [child for child in below if counts.get("theme", {}).get(child)]
        yield _entrances("below", _("More closely"), THEME, occurring, counts, language)
    if kind.name == EntryKind.OBJECTIVE:
        close = [other for other in neighbours(code) if other in OBJECTIVE.labels(language)]
        heading = _("Close to it in other compacts")
        yield _entrances("neighbours", heading, OBJECTIVE, close, counts, language)
    if kind.name == EntryKind.COUNTRY:
        cities = _cities_of(code, counts.get("city", {}))
        yield _entrances("cities", _("Its cities"), CITY, cities, counts, language)
    for other, heading in (
        (THEME, _("Themes of these records")),
        (CITY, _("Cities these records tell of")),
    ):
        if other not in _SHOWN_WITH[kind.name]:
            continue
        yield _entrances(
            f"with-{other.plural}", heading, other, _most(other, counts), counts, language
        )


_SHOWN_WITH: Mapping[str, tuple[Kind, ...]] = {
    EntryKind.THEME: (CITY,),
    EntryKind.COMPACT: (THEME, CITY),
    EntryKind.OBJECTIVE: (THEME, CITY),
    EntryKind.CITY: (THEME,),
    EntryKind.COUNTRY: (THEME,),
}
_PICTURES: Mapping[str, tuple[Callable[[SearchRequest, Counts], Iterable[Chart]], ...]] = {
    EntryKind.THEME: (by_objective, by_country, by_year),
    EntryKind.COMPACT: (by_country, by_year),
    EntryKind.OBJECTIVE: (by_country, by_year),
    EntryKind.CITY: (by_objective, by_year),
    EntryKind.COUNTRY: (by_objective, by_year),
}


def _most(kind: Kind, counts: Counts) -> list[str]:
    """The terms that occur most, in a stable order."""
    found = counts.get(kind.name, {})
    return sorted(found, key=lambda code: (-found[code], code))[:MOST_RELATED]


def _cities_of(country: str, counts: Mapping[str, int]) -> list[str]:
    """The country's own among the cities of its records, those with most records first."""
    rows = City.objects.canonical().filter(country=country).values_list("code", flat=True)
    return sorted((code for code in rows if counts.get(code)), key=lambda c: (-counts[c], c))


def _entrances(
    anchor: str,
    heading: str,
    kind: Kind,
    codes: Iterable[str],
    counts: Counts,
    language: str,
) -> Entrances:
    labels, found = kind.labels(language), counts.get(kind.name, {})
    entries = tuple(
        Entrance(labels.get(code, code), kind.url_of(code), found.get(code, 0), code)
        for code in codes
    )
    return Entrances(anchor, heading, entries)
