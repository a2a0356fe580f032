"""Records of the index as places: all that a search finds, or the lines of a list."""

from collections.abc import Iterable
from dataclasses import replace

from search.addresses import address, in_view
from search.engines.base import Line, SearchResult
from search.mapping.places import Entry, Located, Places, arranged
from search.names import Names
from search.presentation.lines import present
from search.request import SearchRequest, View
from search.service import totals


def places_of(request: SearchRequest, result: SearchResult) -> Places:
    """All that `result`, the answer to `request`, has found, by the cities it names.

    Numbers are those of all results, titles those of the hits on this page. The counts of a
    facet ignore what is chosen in it; so where cities are chosen, only these are shown: of them
    the counts are true. Asks the engine once more where there are more results than hits.
    """
    counts, homeless = result.counts["city"], None
    if chosen := request.facets.get("city", ()):
        counts, homeless = {code: counts[code] for code in chosen if counts.get(code)}, 0
    elif result.total > len(result.hits):
        homeless = result.total - _naming(request, result)
    return arranged(
        located((hit.line for hit in result.hits), Names(request.language)),
        request.language,
        counts=counts,
        homeless=homeless,
        url_of=lambda code: address(in_view(_at(request, (code,)), View.LIST)),
    )


def located(lines: Iterable[Line], names: Names) -> list[Located]:
    """The records of some lines, as `search.listings` and a search return them."""
    return [Located(_entry(line, names), tuple(line["cities"])) for line in lines]


def _entry(stored: Line, names: Names) -> Entry:
    line = present(stored, names)
    note = " · ".join(filter(None, (line.type, line.period, line.note)))
    return Entry(line.title, line.url, note, line.lang, line.dir)


def _naming(request: SearchRequest, result: SearchResult) -> int:
    """How many of the results name a city."""
    cities = tuple(result.counts["city"])
    return totals([_at(request, cities)], beside=result)[0] if cities else 0


def _at(request: SearchRequest, cities: tuple[str, ...]) -> SearchRequest:
    """The results of a search without a choice of cities that name one of some cities."""
    facets = {**request.facets, "city": cities}
    return replace(request, facets=facets, match_all=request.match_all - {"city"}, page=1)
