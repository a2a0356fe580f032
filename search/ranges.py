"""A range of years: said by its ends, searched for as every year between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

FROM, TO = "year_from", "year_to"
FIRST = 1000
LONGEST = 100  # years
AHEAD = 10  # years to come of which records may tell
SHORTEST_RUN = 3  # years that are said as one


@dataclass(frozen=True)
class Range:
    """From one year to another, both four digits; an empty one leaves its side open.

    An open range reaches back so far as a range may, or on to the years that lie ahead.
    """

    first: str = ""
    last: str = ""

    @property
    def years(self) -> list[str]:
        """Every year of it, in order; the latest hundred of a longer one."""
        ahead = timezone.localdate().year + AHEAD
        end = int(self.last) if self.last else max(int(self.first), ahead)
        start = max(FIRST, int(self.first or FIRST), end - LONGEST + 1)
        return [str(year) for year in range(start, end + 1)]

    @classmethod
    def between(cls, one: str, other: str) -> "Range | None":
        """The range with these ends, in whichever order they stand; None without any."""
        if not one or not other:
            return cls(one, other) if one or other else None
        return cls(min(one, other), max(one, other))


def is_year(given: str) -> bool:
    """Whether these are the digits of a year from 1000 to 9999."""
    return len(given) == 4 and given.isascii() and given.isdigit() and given >= str(FIRST)


def runs(years: Iterable[str]) -> list[list[str]]:
    """Years in order, those that follow one another together; shorter runs year by year."""
    found: list[list[str]] = []
    for year in sorted(years):
        if found and int(year) == int(found[-1][-1]) + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return [part for run in found for part in _parts(run)]


def _parts(run: list[str]) -> list[list[str]]:
    return [run] if len(run) >= SHORTEST_RUN else [[year] for year in run]
