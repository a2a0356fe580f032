"""Facets with their values in a sensible order, grouped the way readers know them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from core.i18n import format_number, sort_key
from search.facets import FACETS, Facet, Order
from search.names import Names
from search.request import SearchRequest

LONG = 8


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


@dataclass(frozen=True)
class Group:
    """Values that belong together; without a heading where their parent is a value itself."""

    heading: str
    values: tuple[Value, ...]

    @property
    def rows(self) -> list[tuple[str, str, str, bool, bool]]:
        """Code, label, number, whether chosen, whether nested: a page shows hundreds of them.

        A template unpacks a tuple far faster than it looks up attributes.
        """
        return [
            (
                value.code,
                value.label,
                value.number,
                value.selected,
                value.nested and not self.heading,
            )
            for value in self.values
        ]


@dataclass(frozen=True)
class Box:
    """A facet as it stands on the page. `several`: "match all" makes a difference in it."""

    parameter: str
    label: str
    groups: tuple[Group, ...]
    selected: int
    open: bool
    several: bool
    match_all: bool


def boxes(
    request: SearchRequest, counts: Mapping[str, Mapping[str, int]], names: Names
) -> list[Box]:
    """The facets that offer a choice, in the order they are declared."""
    made = []
    for facet in FACETS:
        if values := in_order(facet, request, counts.get(facet.parameter, {}), names):
            selected = sum(value.selected for value in values)
            box = Box(
                parameter=facet.parameter,
                label=str(facet.label),
                groups=tuple(_groups(facet, values, names)),
                selected=selected,
                open=bool(selected) or len(values) <= LONG,
                several=facet.several and (len(values) > 1 or facet.parameter in request.match_all),
                match_all=facet.parameter in request.match_all,
            )
            made.append(box)
    return made


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
