"""What the table and the timeline show beside the lines of the results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from search.names import Names
from search.presentation.lines import Line


@dataclass(frozen=True)
class Row:
    """A record as a row of the table: what decides whether it could be done elsewhere."""

    line: Line
    population: str
    budget: str
    stages: tuple[str, ...]
    shares: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    """What began in a year; `heading` says so where no year is known."""

    heading: str
    lines: tuple[Line, ...]


Stored = tuple[Mapping[str, Any], Line]


def rows(found: Iterable[Stored], names: Names) -> tuple[Row, ...]:
    """The results as rows, in their order."""
    return tuple(
        Row(
            line=line,
            population=_label(names, "population", stored["population"]),
            budget=_label(names, "budget", stored["budget"]),
            stages=tuple(names.label("stage", code) for code in stored["stages"]),
            shares=_shares(stored, names),
        )
        for stored, line in found
    )


def _label(names: Names, facet: str, value: str | None) -> str:
    return names.label(facet, value) if value else ""


def _shares(stored: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """What others can learn or get from those who did it."""
    lessons = (names.label("lessons", "yes"),) if stored["lessons"] else ()
    return lessons + tuple(names.label("support", code) for code in stored["support"])


def timeline(found: Iterable[Stored], names: Names) -> tuple[Year, ...]:
    """The results by the year they began, the latest first; last those without a date."""
    dated = sorted(found, key=lambda one: _began(one[0]), reverse=True)
    return tuple(
        Year(
            names.label("year", year) if year else _("Without a date"),
            tuple(line for _stored, line in group),
        )
        for year, group in groupby(dated, key=lambda one: _began(one[0])[:4])
    )


def _began(stored: Mapping[str, Any]) -> str:
    """The first day known, else the first year; empty without either."""
    return stored["starts"] or (f"{min(stored['years']):04}" if stored["years"] else "")
