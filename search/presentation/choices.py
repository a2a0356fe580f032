"""What can be changed about a search: chips to take away, orders, views."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.i18n import join_range
from search.addresses import (
    address,
    in_view,
    single_years,
    without_like,
    without_range,
    without_text,
    without_values,
)
from search.facets import FACETS
from search.fit import PARAMETERS as LIKE_PARAMETERS
from search.names import Names
from search.ranges import Range
from search.request import SearchRequest, Sort, View


@dataclass(frozen=True)
class Chip:
    """Something chosen; following `url` takes it away."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True)
class SortChoice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class ViewChoice:
    """A way to lay the results out; `url` shows them so."""

    value: str
    label: str
    url: str
    selected: bool


@dataclass(frozen=True)
class Question:
    """One list to choose from: `options` are codes and labels."""

    parameter: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def chips(request: SearchRequest, names: Names) -> list[Chip]:
    """All that is chosen, each with what to call it."""
    found = [Chip(_("Words"), request.text, address(without_text(request)))] if request.text else []
    for facet in FACETS:
        values = request.facets.get(facet.parameter, ())
        if facet.ranged and request.years:
            label = said_range(request.years, names)
            found.append(Chip(str(facet.label), label, address(without_range(request))))
            values = single_years(request)
        found += [
            Chip(
                str(facet.label),
                names.label(facet.parameter, value),
                address(without_values(request, facet.parameter, value)),
            )
            for value in values
        ]
    for parameter, value in request.like.parameters if request.like else ():
        label = names.label(LIKE_PARAMETERS[parameter], value)
        url = address(without_like(request, parameter))
        found.append(Chip(like_labels()[parameter], label, url))
    return found


def like_labels() -> dict[str, str]:
    """What the parts of a city to compare with are called."""
    return {
        "like": _("Fitting the city"),
        "like_population": _("Fitting the size of city"),
        "like_budget": _("Fitting the budget"),
    }


def said_range(years: Range, names: Names) -> str:
    """A range in words, as far as it has ends."""
    first, last = (names.label("year", year) if year else "" for year in (years.first, years.last))
    if not last:
        return _("from %(year)s") % {"year": first}
    if not first:
        return _("until %(year)s") % {"year": last}
    return first if first == last else join_range(first, last, names.language)


def sorts(request: SearchRequest) -> tuple[SortChoice, ...]:
    """The default first and without a value: it stays the default when words are added."""
    default = request.default_sort
    lacking = {Sort.RELEVANCE} if not request.text else set()
    lacking |= {Sort.FIT} if not request.like else set()
    others = [sort for sort in Sort if sort is not default and sort not in lacking]
    return tuple(
        SortChoice("" if sort is default else sort.value, str(sort.label), sort is request.sort)
        for sort in (default, *others)
    )


def views(request: SearchRequest) -> tuple[ViewChoice, ...]:
    """Every way the results can be laid out."""
    return tuple(
        ViewChoice(
            view.value, str(view.label), address(in_view(request, view)), view is request.view
        )
        for view in View
    )
