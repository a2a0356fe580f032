"""What to tell an editor who wrote a date another way than the site stores it."""

import datetime
import re
from collections.abc import Callable, Iterator

from babel.lists import format_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.i18n import babel_locale, format_date, format_date_range, isolate_ltr

_EXAMPLES = {
    "year": "2016",
    "month": "2019-09",
    "day": "2016-01-15",
    "interval": "2020/2024",
    "ongoing": "2019-09/..",
    "unknown": "2016-01-15/",
}
# A leap year, so that 29 February finds its place in the example.
_EXAMPLE_YEAR = 2024
_DASH = r"\s?[-–—]\s?"
_WITHOUT_YEAR = re.compile(rf"([0-9]{{1,2}})(?:{_DASH}([0-9]{{1,2}}))?([./])([0-9]{{1,2}})\.?")


def how_to_write() -> str:
    """How dates and periods are written, in the active language."""
    examples = {name: quoted(example) for name, example in _EXAMPLES.items()}
    return (
        _(
            "Write the year first, in digits: %(year)s, %(month)s or %(day)s. "
            "Put a slash between start and end: %(interval)s. "
            "Write %(ongoing)s while it is ongoing, %(unknown)s while its end is not known."
        )
        % examples
    )


def quoted(edtf: str) -> str:
    """A stored date as part of a sentence in the active language."""
    return isolate_ltr(edtf, _language())


def advice(text: str) -> str:
    """What to write instead of `text`, which is no date or period of ours, in the active language.

    Looks at dates in digits only and never guesses between day and month: it names both readings.
    The work is bounded by the length of `text`, which the caller limits.
    """
    if match := _WITHOUT_YEAR.fullmatch(text):
        return _advice_without_year(match)
    for pattern, readings in _OTHER_WAYS:
        if match := pattern.fullmatch(text):
            # Both orders of 05/05/2016 are the same day; a dict keeps the order, a set would not.
            suggestions = list(dict.fromkeys(readings(match)))
            if suggestions:
                return _advice_to_write(suggestions)
    return how_to_write()


def _advice_to_write(suggestions: list[str]) -> str:
    joined = format_list(
        [quoted(suggestion) for suggestion in suggestions],
        style="or",
        locale=babel_locale(_language()),
    )
    return _(
        "Write %(suggestion)s: the year first, then month and day, "
        "with a slash between start and end."
    ) % {"suggestion": joined}


def _advice_without_year(match: re.Match[str]) -> str:
    first, last, separator, month = match.groups()
    for day_text, month_text in _orders(first, month, separator):
        start = _day(_EXAMPLE_YEAR, month_text, day_text)
        end = _day(_EXAMPLE_YEAR, month_text, last) if last else start
        if start is None or end is None or end < start:
            continue
        if start == end:
            shown, written = format_date(start, _language()), start.isoformat()
        else:
            shown = format_date_range(start, end, _language())
            written = f"{start.isoformat()}/{end.isoformat()}"
        return _("Give the year: %(shown)s, for example, is written %(written)s.") % {
            "shown": shown,
            "written": quoted(written),
        }
    return how_to_write()


def _orders(first: str, second: str, separator: str) -> list[tuple[str, str]]:
    """The (day, month) that two numbers can mean; dots stand between day and month only."""
    return [(first, second)] if separator == "." else [(first, second), (second, first)]


def _year_last(match: re.Match[str]) -> Iterator[str]:
    first, separator, second, year = match.groups()
    for day_text, month_text in _orders(first, second, separator):
        if day := _day(year, month_text, day_text):
            yield day.isoformat()


def _days_of_a_month(match: re.Match[str]) -> Iterator[str]:
    first, last, month, year = match.groups()
    start, end = _day(year, month, first), _day(year, month, last)
    if start and end and start < end:
        yield f"{start.isoformat()}/{end.isoformat()}"


def _year_first(match: re.Match[str]) -> Iterator[str]:
    year, month, day = match.groups()
    if found := _day(year, month, day or "1"):
        yield found.isoformat() if day else f"{found:%Y-%m}"


def _month_and_year(match: re.Match[str]) -> Iterator[str]:
    month, year = match.groups()
    if found := _day(year, month, "1"):
        yield f"{found:%Y-%m}"


def _years(match: re.Match[str]) -> Iterator[str]:
    start, end = match.groups()
    if start < end:
        yield f"{start}/{end}"


def _day(year: str | int, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _language() -> str:
    return get_language() or "en"


_OTHER_WAYS: list[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[str]]]] = [
    (re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})"), _year_last),
    (
        re.compile(rf"([0-9]{{1,2}}){_DASH}([0-9]{{1,2}})[./]([0-9]{{1,2}})[./]([0-9]{{4}})"),
        _days_of_a_month,
    ),
    (re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?"), _year_first),
    (re.compile(r"([0-9]{1,2})[./-]([0-9]{4})"), _month_and_year),
    (re.compile(rf"([0-9]{{4}}){_DASH}([0-9]{{4}})"), _years),
]
