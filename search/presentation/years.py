"""The years of a facet as a range to choose: two lists of years, and a picture of the counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from search.presentation.choices import Question
from search.ranges import FROM, TO, Range

MOST_BARS = 60  # years drawn, the latest
HEIGHT = 32
STEP, WIDTH = 8, 6


@dataclass(frozen=True)
class Bar:
    """A year in the picture, in the units of its view box: numbers as SVG writes them."""

    x: str
    y: str
    width: str
    height: str
    chosen: bool


@dataclass(frozen=True)
class Year:
    code: str
    label: str
    count: int


@dataclass(frozen=True)
class YearRange:
    """Both `ends` to choose, and the `bars` in a picture whose view box is `box`."""

    ends: tuple[Question, Question]
    bars: tuple[Bar, ...]
    box: str


def year_range(years: Sequence[Year], chosen: Collection[str], asked: Range) -> YearRange:
    """The range asked for, among the years there are, the earliest first."""
    bars = _bars(years, chosen)
    box = f"0 0 {max(1, len(bars)) * STEP} {HEIGHT}"
    options = (("", pgettext("year", "any")), *((year.code, year.label) for year in years))
    ends = (
        Question(FROM, pgettext("year", "From"), options, asked.first),
        Question(TO, pgettext("year", "To"), options, asked.last),
    )
    return YearRange(ends, bars, box)


def _bars(years: Sequence[Year], chosen: Collection[str]) -> tuple[Bar, ...]:
    """A bar for every year from the first to the last, also where nothing happened."""
    counts = {int(year.code): year.count for year in years if year.count}
    if not counts:
        return ()
    last = max(counts)
    shown = range(max(min(counts), last - MOST_BARS + 1), last + 1)
    most = max(counts[year] for year in shown if year in counts)
    made = []
    for place, year in enumerate(shown):
        height = _height(counts.get(year, 0), most)
        x, y = place * STEP, HEIGHT - height
        made.append(Bar(str(x), str(y), str(WIDTH), str(height), str(year) in chosen))
    return tuple(made)


def _height(count: int, most: int) -> int:
    """In proportion, but never so low that a year with records looks like one without."""
    return max(2, round(HEIGHT * count / most)) if count else 0
