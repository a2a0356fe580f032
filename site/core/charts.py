"""Numbers as pictures: the sizes of bars and columns, worked out on the server."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from core.i18n import direction, format_date, format_number

BARS_SHOWN = 12
"""Rows of a bar chart before the rest folds away."""
MOST_YEARS = 100
# What has room on a phone of 320 px.
VALUES_SHOWN = 12
LABELS_SHOWN = 6
# In pixels: where the longest column begins and where all of them stand.
TOP, FOOT = 20, 140


class Row(NamedTuple):
    """A number of a chart; `address` is where it leads. A label that is a number is a year."""

    label: str | int
    value: int
    address: str = ""


@dataclass(frozen=True)
class Bar:
    """A row as it is printed; `length` is its share of the longest in percent."""

    label: str
    value: str
    address: str
    length: str


@dataclass(frozen=True)
class Column(Bar):
    """A bar that stands: places and widths in percent, heights in pixels from the top."""

    x: str
    width: str
    middle: str
    y: str
    height: str
    is_labelled: bool


def bars(rows: Iterable[Row], language: str) -> list[Bar]:
    """A bar for each row, in their order."""
    given = list(rows)
    longest = max((row.value for row in given), default=0)
    return [
        Bar(
            _label(row, language),
            format_number(row.value, language),
            row.address,
            _percent(row.value, longest),
        )
        for row in given
    ]


def columns(rows: Iterable[Row], language: str) -> list[Column]:
    """A column for each row, from the side a language begins at; no year between is left out."""
    given = _without_gaps(list(rows))
    share = 100 / max(len(given), 1)
    width = min(share * 0.75, 12.0)
    step = ceil(len(given) / LABELS_SHOWN)
    backwards = direction(language) == "rtl"
    made = []
    for place, bar in enumerate(bars(given, language)):
        middle = share * (place + 0.5)
        middle = 100 - middle if backwards else middle
        height = (FOOT - TOP) * float(bar.length) / 100
        made.append(
            Column(
                **vars(bar),
                x=_short(middle - width / 2),
                width=_short(width),
                middle=_short(middle),
                y=_short(FOOT - height),
                height=_short(height),
                is_labelled=place % step == step // 2,
            )
        )
    return made


def _without_gaps(rows: Sequence[Row]) -> Sequence[Row]:
    """Rows of years in their order, with every year between them; other rows as they are."""
    years = {row.label: row for row in rows if isinstance(row.label, int)}
    if not rows or len(years) < len(rows):
        return rows
    last = max(years)
    first = max(min(years), last - MOST_YEARS + 1)
    return [years.get(year, Row(year, 0)) for year in range(first, last + 1)]


def _label(row: Row, language: str) -> str:
    if isinstance(row.label, str):
        return row.label
    return format_date(datetime.date(row.label, 1, 1), language, "year")


def _percent(value: int, longest: int) -> str:
    return _short(100 * value / longest) if longest else "0"


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
