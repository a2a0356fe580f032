"""Facets with their values in a sensible order, grouped the way readers know them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby

from core.i18n import format_number, sort_key
from search.addresses import single_years
from search.facets import FACETS, Facet, Order
from search.names import Names
from search.presentation.years import Year, YearRange, year_range
from search.request import SearchRequest

LONG = 8
FIRST = 10  # values of a list before the rest is folded away
FEWEST_FOLDED = 3
FEWEST_IN_A_RANGE = 3  # years


@dataclass(frozen=True)
class Value:
    """A value to choose, and the number of records it leads to, also as a reader writes it.

    `family` is the code of the term it stands under (itself for a top-level theme, or nothing).
    """

    code: str
    label: str
    count: int
    number: str
    selected: bool
    family: str = ""

    @property
    def nested(self) -> bool:
        return self.family not in ("", self.code)


# Code, label, number, whether chosen, whether nested: a page shows hundreds of them, and a
# template unpacks a tuple far faster than it looks up attributes.
Row = tuple[str, str, str, bool, bool]


@dataclass(frozen=True)
class Group:
    """Values that belong together; without a heading where their parent is a value itself."""

    heading: str
    values: tuple[Value, ...]

    @property
    def rows(self) -> list[Row]:
        return self._rows(self.values)

    @property
    def any_selected(self) -> bool:
        return any(value.selected for value in self.values)

    @property
    def first(self) -> list[Row]:
        """The values that are always seen."""
        return self._rows(self.values[: self._cut])

    @cached_property
    def rest(self) -> list[Row]:
        """The values of a long list that are folded away."""
        return self._rows(self.values[self._cut :])

    @property
    def rest_open(self) -> bool:
        return any(value.selected for value in self.values[self._cut :])

    @cached_property
    def _cut(self) -> int:
        """Where a long list is parted: before a main theme, never among its children."""
        if len(self.values) < FIRST + FEWEST_FOLDED:
            return len(self.values)
        after = range(FIRST, len(self.values))
        return next(
            (place for place in after if self.heading or not self.values[place].nested),
            len(self.values),
        )

    def _rows(self, values: Iterable[Value]) -> list[Row]:
        return [
            (
                value.code,
                value.label,
                value.number,
                value.selected,
                value.nested and not self.heading,
            )
            for value in values
        ]


@dataclass(frozen=True)
class Box:
    """A facet as it stands on the page. `selected` is how many choices are made in it.

    `several`: "match all" makes a difference in it. `long`: it takes a field to find a value.
    """

    parameter: str
    label: str
    groups: tuple[Group, ...]
    selected: int
    open: bool
    several: bool
    match_all: bool
    long: bool
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
        selected = len(single_years(request)) + (request.years is not None)
    return Box(
        parameter=facet.parameter,
        label=str(facet.label),
        groups=tuple(_groups(facet, values, names)),
        selected=selected,
        open=bool(selected) or len(values) <= LONG,
        several=facet.several and (len(values) > 1 or match_all),
        match_all=match_all,
        long=not years and len(values) >= FIRST + FEWEST_FOLDED,
        range=years,
    )


def _range(request: SearchRequest, values: Iterable[Value], names: Names) -> YearRange:
    """The range of years to choose: those with records, and the ends that are chosen."""
    ends = {request.years.first, request.years.last} if request.years else set()
    offered = {value.code: value.count for value in values if value.count}
    offered |= {year: 0 for year in ends if year and year not in offered}
    years = [Year(code, names.label("year", code), offered[code]) for code in sorted(offered)]
    return year_range(years, request.facets.get("year", ()), request.years)


def _beside(request: SearchRequest, values: Iterable[Value]) -> list[Value]:
    """The years to choose one by one; those that a range holds are chosen by it alone."""
    single = single_years(request)
    return [
        replace(value, selected=value.code in single)
        for value in values
        if value.count or value.code in single
    ]


def in_order(
    facet: Facet, request: SearchRequest, counts: Mapping[str, int], names: Names
) -> list[Value]:
    """The values of a facet that occur or are chosen, in the order readers meet them."""
    chosen = request.facets.get(facet.parameter, ())
    families = names.families_of(facet.parameter)
    values = [
        Value(
            code=code,
            label=names.label(facet.parameter, code),
            count=count,
            number=_written(count, names.language),
            selected=code in chosen,
            family=families.get(code, code if families else ""),
        )
        for code, count in (dict.fromkeys(chosen, 0) | dict(counts)).items()
    ]
    by_count = facet.order is Order.COUNT
    return sorted(values, key=_by_count(names) if by_count else _by_place(facet, names))


@lru_cache(maxsize=10_000)
def _written(count: int, language: str) -> str:
    return format_number(count, language)


def _by_count(names: Names) -> Callable[[Value], tuple[int, tuple[str, str], str]]:
    return lambda value: (-value.count, sort_key(value.label, names.language), value.code)


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
        yield Group("", tuple(values))
        return
    headings = names.family_labels(facet.parameter)
    for family, members in groupby(values, key=lambda value: value.family):
        yield Group(headings.get(family, ""), tuple(members))
