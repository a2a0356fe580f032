"""When something took place, as exactly as is known.

A period is a date or an interval of the Extended Date/Time Format (EDTF, ISO 8601-2), in the part
of it that records need: `2016`, `2019-09`, `2016-01-15`, `2019-10-01/2019-10-03`, `2019-09/..`
(ongoing), `2016-01-15/` (its end is not known yet), `../2019`, `/2019`.
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.utils import translation
from django.utils.translation import gettext as _

from core import date_advice
from core.i18n import Precision, format_date, format_date_range, join_range

FIRST_YEAR, LAST_YEAR = 1000, 9999
MAX_LENGTH = len("2019-10-01/2019-10-03")
# A pasted sentence still gets advice that fits it; anything longer is not looked at.
MAX_INPUT_LENGTH = 100
# A record counts under so many years at most, the latest ones.
MAX_YEARS = 200
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# Spaces, and the invisible direction marks that come with text copied from an Arabic page.
_AROUND = " \t\r\n\f\v\u00a0\u200e\u200f\u2066\u2067\u2068\u2069"


class PeriodError(ValueError):
    """A date or period that cannot be; the message tells an editor what to do, translated."""


class Edge(StrEnum):
    """The end of an interval that is no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day.

    Raises PeriodError where the calendar has no such month or day.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(
                _("Write a year between %(first)s and %(last)s.")
                % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        if self.month is None:
            if self.day is not None:
                raise PeriodError(date_advice.how_to_write())
            return
        if not 1 <= self.month <= 12:
            raise PeriodError(
                _("There is no month %(month)s: write a month from 01 to 12.")
                % {"month": f"{self.month:02d}"}
            )
        last = datetime.date(self.year, self.month, monthrange(self.year, self.month)[1])
        if self.day is not None and not 1 <= self.day <= last.day:
            raise PeriodError(
                _("There is no day %(day)s in that month: its last day is %(last)s.")
                % {"day": f"{self.day:02d}", "last": date_advice.quoted(last.isoformat())}
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2016`, `2019-09` or `2016-01-15`; raises PeriodError."""
        match = _PARTIAL_DATE.fullmatch(text)
        if match is None:
            raise PeriodError(date_advice.how_to_write())
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """The smallest unit that is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first_day(self) -> datetime.date:
        """The first day it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def display(self, language: str) -> str:
        """The date as the language writes it: "15 January 2016", "September 2019", "2016"."""
        return format_date(self.first_day, language, self.precision)


@dataclass(frozen=True, slots=True)
class Period:
    """From a start to an end; a single date is both.

    Raises PeriodError where neither is a date, or where the end lies before the start.
    """

    start: PartialDate | Edge
    end: PartialDate | Edge

    def __post_init__(self) -> None:
        if isinstance(self.start, Edge) and isinstance(self.end, Edge):
            raise PeriodError(date_advice.how_to_write())
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise PeriodError(
                _("The end (%(end)s) lies before the start (%(start)s). Write the earlier first.")
                % {
                    "start": date_advice.quoted(str(self.start)),
                    "end": date_advice.quoted(str(self.end)),
                }
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an EDTF date or interval, with spaces around it or not.

        Raises PeriodError for any other text, in time bounded by a constant.
        """
        if len(text) > MAX_INPUT_LENGTH:
            raise PeriodError(date_advice.how_to_write())
        text = text.strip(_AROUND)
        ends = [end.strip(_AROUND) for end in text.split("/")]
        if not text or len(ends) > 2 or not all(_is_end(end) for end in ends):
            raise PeriodError(date_advice.advice(text))
        return cls(_parse_end(ends[0]), _parse_end(ends[-1]))

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def first_day(self) -> datetime.date | None:
        """The first day it can mean; None where the start is not known."""
        return None if isinstance(self.start, Edge) else self.start.first_day

    @property
    def last_day(self) -> datetime.date | None:
        """The last day it can mean; None where it is ongoing or its end is not known."""
        return None if isinstance(self.end, Edge) else self.end.last_day

    @property
    def is_ongoing(self) -> bool:
        """Whether it has begun and goes on (`2019-09/..`)."""
        return self.end is Edge.OPEN

    @property
    def end_unknown(self) -> bool:
        """Whether its end is to be confirmed (`2016-01-15/`)."""
        return self.end is Edge.UNKNOWN

    @property
    def full_days(self) -> bool:
        """Whether both start and end are known to the day, as a calendar needs them."""
        return all(
            isinstance(end, PartialDate) and end.precision == "day"
            for end in (self.start, self.end)
        )

    def years(self, today: datetime.date) -> range:
        """Every year from start to end, at most the latest MAX_YEARS of them.

        What is ongoing counts up to the year of `today`; where start or end is not known, or the
        start still to come, only the year that is known counts.
        """
        known = [end.year for end in (self.start, self.end) if isinstance(end, PartialDate)]
        first, last = known[0], known[-1]
        if self.is_ongoing:
            last = max(first, today.year)
        return range(max(first, last - MAX_YEARS + 1), last + 1)

    def display(self, language: str) -> str:
        """The period as a reader of the language expects it: "1–3 October 2019"."""
        start, end = self.start, self.end
        shown = {"start": _shown(start, language), "end": _shown(end, language)}
        if isinstance(start, Edge) or isinstance(end, Edge):
            with translation.override(language):
                return self._open_sentence() % shown
        if start == end:
            return shown["start"]
        if start.precision == end.precision:
            return format_date_range(start.first_day, end.first_day, language, start.precision)
        return join_range(shown["start"], shown["end"], language)

    def _open_sentence(self) -> str:
        if self.is_ongoing:
            return _("%(start)s – ongoing")
        if self.end_unknown:
            return _("%(start)s – to be confirmed")
        return _("until %(end)s") if self.start is Edge.OPEN else _("start not known – %(end)s")


def _shown(end: PartialDate | Edge, language: str) -> str:
    return "" if isinstance(end, Edge) else end.display(language)


def _is_end(text: str) -> bool:
    return text in ("", "..") or _PARTIAL_DATE.fullmatch(text) is not None


def _parse_end(text: str) -> PartialDate | Edge:
    return Edge(text) if text in ("", "..") else PartialDate.parse(text)
