"""Events by month, as exactly as their dates are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from core.dates import PartialDate, Period
from core.i18n import format_date
from search.listings import Line


@dataclass(frozen=True)
class Month:
    """Events that begin in a month or, where only that is known, in a year."""

    heading: str
    lines: tuple[Line, ...]


def months(lines: Iterable[Line], language: str) -> list[Month]:
    """The events in their order, under the months they begin in."""
    return [
        Month(_heading(known, language), tuple(group))
        for known, group in groupby(lines, key=_begins)
    ]


def is_under_way(line: Line, today: date) -> bool:
    """Whether what is not over has begun; so has what nobody knows the start of."""
    return line["starts"] is None or line["starts"] <= today.isoformat()


def _begins(line: Line) -> tuple[int, int | None]:
    period = Period.parse(line["period"])
    known = period.start if isinstance(period.start, PartialDate) else period.end
    # A period without any date does not exist.
    assert isinstance(known, PartialDate)  # noqa: S101
    return known.year, known.month


def _heading(known: tuple[int, int | None], language: str) -> str:
    year, month = known
    return format_date(date(year, month or 1, 1), language, "month" if month else "year")
