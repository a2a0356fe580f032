"""Facets with their values in a sensible order, grouped the way readers know them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n import format_number, sort_key
from search.addresses import single_years
from search.facets import FACETS, Facet, Order
from search.names import Names
from search.presentation.years import Year, YearRange, year_range
from search.ranges import Range
from search.request import SearchRequest

LONG = 8
FIRST = 10  # values of a list before the rest is folded away
FEWEST_FOLDED = 3
FEWEST_IN_A_RANGE = 3  # years


class Value(NamedTuple):
    """A value to choose, and how many records it leads to, also as a reader writes it.

    `family` is the code of the term it stands under (itself for a top-level theme, or nothing);
    `nested`: that term is a value to choose, too, and stands above it.
    """

    code: str
    label: str
    records: int
    number: str
    selected: bool
    family: str = ""
    nested: bool = False


@dataclass(frozen=True)
class Group:
    """Values that belong together; without a heading where their parent is a value itself.

    `first` are always seen, the `rest` is folded away under `more`.
    """

    heading: str
    first: tuple[Value, ...]
    rest: tuple[Value, ...]
    more: str

    @property
    def rest_open(self) -> bool:
        return any(value.selected for value in self.rest)


@dataclass(frozen=True)
class Box:
    """A facet as it stands on the page.

    `chosen` says how many choices are made in it. `several`: "match all" makes a difference in it.
    `find` is what a field to find one of its many values is called.
    """

    parameter: str
    label: str
    groups: tuple[Group, ...]
    chosen: str
    open: bool
    several: bool
    match_all: bool
    find: str
    range: YearRange | None = None


def boxes(
    request: SearchRequest, counts: Mapping[str, Mapping[str, int]], names: Names
) -> list[Box]:
    """The facets that offer a choice, in the order they are declared."""
    return [
        _box(facet, request, values, names)
        for facet in FACETS
        if (values := in_order(facet, request, counts.get(facet.parameter, {}), names))
    ]


def _box(facet: Facet, request: SearchRequest, values: list[Value], names: Names) -> Box:
    match_all = facet.parameter in request.match_all
    selected = sum(value.selected for value in values)
    years = None
    if facet.ranged and (request.years or len(values) >= FEWEST_IN_A_RANGE):
        years = _range(request, values, names)
        values = _beside(request, values)
        groups = [Group("", (), tuple(values), _("Single years"))]
        selected = len(single_years(request)) + (request.years is not None)
    else:
        groups = list(_groups(facet, values, names))
    long = not years and len(values) >= FIRST + FEWEST_FOLDED
    return Box(
        parameter=facet.parameter,
        label=str(facet.label),
        groups=tuple(groups),
        chosen=number_chosen(selected, names.language),
        open=bool(selected) or len(values) <= LONG,
        several=facet.several and (len(values) > 1 or match_all),
        match_all=match_all,
        find=_("Find in “%(label)s”") % {"label": facet.label} if long else "",
        range=years,
    )


def _range(request: SearchRequest, values: Iterable[Value], names: Names) -> YearRange:
    """The range of years to choose: those with records, and the ends that are chosen."""
    ends = {request.years.first, request.years.last} if request.years else set()
    offered = {value.code: value.records for value in values if value.records}
    offered |= {year: 0 for year in ends if year and year not in offered}
    years = [Year(code, names.label("year", code), offered[code]) for code in sorted(offered)]
    return year_range(years, request.facets.get("year", ()), request.years or Range())


def _beside(request: SearchRequest, values: Iterable[Value]) -> list[Value]:
    """The years to choose one by one; those that a range holds are chosen by it alone."""
    single = single_years(request)
    return [
        value._replace(selected=value.code in single)
        for value in values
        if value.records or value.code in single
    ]


def in_order(
    facet: Facet, request: SearchRequest, counts: Mapping[str, int], names: Names
) -> list[Value]:
    """The values of a facet that occur or are chosen, in the order readers meet them."""
    chosen = request.facets.get(facet.parameter, ())
    labels, families = names.of(facet.parameter), names.families_of(facet.parameter)
    stands_above = facet.family == facet.parameter
    values = []
    for code, count in (dict.fromkeys(chosen, 0) | dict(counts)).items():
        family = families.get(code, code if families else "")
        values.append(
            Value(
                code=code,
                label=labels.get(code, code),
                records=count,
                number=_written(count, names.language),
                selected=code in chosen,
                family=family,
                nested=stands_above and family not in ("", code),
            )
        )
    by_count = facet.order is Order.COUNT
    return sorted(values, key=_by_count(names) if by_count else _by_place(facet, names))


@lru_cache(maxsize=10_000)
def _written(count: int, language: str) -> str:
    return format_number(count, language)


def _by_count(names: Names) -> Callable[[Value], tuple[int, tuple[str, str], str]]:
    return lambda value: (-value.records, sort_key(value.label, names.language), value.code)


def _by_place(facet: Facet, names: Names) -> Callable[[Value], tuple[int, bool, int, str]]:
    place = names.places(facet.parameter)
    family_place = {code: place for place, code in enumerate(names.family_labels(facet.parameter))}
    last = len(place)
    sign = -1 if facet.order is Order.LATEST else 1

    def key(value: Value) -> tuple[int, bool, int, str]:
        return (
            family_place.get(value.family, last),
            value.nested,
            sign * place.get(value.code, last),
            value.code,
        )

    return key


def _groups(facet: Facet, values: list[Value], names: Names) -> Iterator[Group]:
    if facet.family in ("", facet.parameter):
        yield _group("", values, names.language)
        return
    headings = names.family_labels(facet.parameter)
    for family, members in groupby(values, key=lambda value: value.family):
        yield _group(headings.get(family, ""), list(members), names.language)


def _group(heading: str, values: list[Value], language: str) -> Group:
    cut = _cut(values)
    rest = tuple(values[cut:])
    more = _more(len(rest), language) if rest else ""
    return Group(heading, tuple(values[:cut]), rest, more)


def _more(number: int, language: str) -> str:
    sentence = ngettext("%(number)s more", "%(number)s more", number)
    return sentence % {"number": _written(number, language)}


def _cut(values: list[Value]) -> int:
    """Where a long list is parted: before a main theme, never among its children."""
    if len(values) < FIRST + FEWEST_FOLDED:
        return len(values)
    after = range(FIRST, len(values))
    return next((place for place in after if not values[place].nested), len(values))


def number_chosen(number: int, language: str) -> str:
    """How many choices are made; empty where none is."""
    if not number:
        return ""
    sentence = ngettext("%(number)s chosen", "%(number)s chosen", number)
    return sentence % {"number": _written(number, language)}
