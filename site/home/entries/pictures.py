"""Numbers in pictures: how the records of a query spread over years, objectives and countries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from core.charts import Row
from home.entries.kinds import COUNTRY, OBJECTIVE, Kind
from search.addresses import address
from search.request import PAGE_SIZE, SearchRequest

Counts = Mapping[str, Mapping[str, int]]
FEWEST = 2  # bars: one alone compares nothing


@dataclass(frozen=True)
class Chart:
    """What `{% chart %}` takes."""

    kind: str
    title: str
    of: str
    rows: tuple[Row, ...]


def by_year(request: SearchRequest, counts: Counts) -> Iterable[Chart]:
    """A column for each year, leading to the same search in that year."""
    years = sorted(counts.get("year", {}).items())
    rows = tuple(Row(int(year), count, _within(request, "year", year)) for year, count in years)
    if len(rows) >= FEWEST:
        yield Chart("columns", _("By year"), _("Year"), rows)


def by_objective(request: SearchRequest, counts: Counts) -> Iterable[Chart]:
    """A bar for each objective, most records first."""
    return _by_term(OBJECTIVE, _("By objective"), _("Objective"), request, counts)


def by_country(request: SearchRequest, counts: Counts) -> Iterable[Chart]:
    """A bar for each country, most records first."""
    return _by_term(COUNTRY, _("By country"), _("Country"), request, counts)


def _by_term(
    kind: Kind, title: str, of: str, request: SearchRequest, counts: Counts
) -> Iterable[Chart]:
    labels = kind.labels(request.language)
    found = sorted(counts.get(kind.name, {}).items(), key=lambda pair: (-pair[1], pair[0]))
    rows = tuple(
        Row(labels.get(code, code), count, _within(request, kind.name.value, code))
        for code, count in found
    )
    if len(rows) >= FEWEST:
        yield Chart("bars", title, of, rows)


def _within(request: SearchRequest, parameter: str, value: str) -> str:
    facets = {**request.facets, parameter: (value,)}
    return address(replace(request, facets=facets, page=1, page_size=PAGE_SIZE))
