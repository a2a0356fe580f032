"""Events as entries of iCalendar (RFC 5545), where their full days are known."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from core.dates import PartialDate, Period
from core.i18n import country_name
from core.plain import printable
from events.models import EventPage
from search.listings import Line
from taxonomy.labels import labels

MAKER = "-//Meydan//Meydan//EN"


def calendar(name: str, pages: Iterable[tuple[Line, EventPage]], root: str) -> bytes:
    """A calendar of these events; `root` is where the site's addresses start."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    for line, page in pages:
        made.add_component(_entry(line, page, root))
    return bytes(made.to_ical())


def has_full_days(line: Line) -> bool:
    """Whether a calendar can hold the event."""
    return bool(line["period"]) and Period.parse(line["period"]).full_days


def _entry(line: Line, page: EventPage, root: str) -> Event:
    entry = Event()
    entry.add("uid", f"{line['id']}@{urlsplit(root).hostname}")
    stamp = page.last_published_at or datetime.now(UTC)
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("last-modified", stamp.astimezone(UTC))
    for name, moment in _moments(page).items():
        entry.add(name, moment)
    entry.add("summary", printable(page.title))
    if page.summary:
        entry.add("description", printable(page.summary))
    if where := _where(line, page):
        entry.add("location", where)
    entry.add("url", urljoin(root, line["url"]))
    return entry


def _moments(page: EventPage) -> dict[str, date | datetime]:
    """Start and end: moments where times and their zone are known, else whole days.

    The end of whole days is the day after the last (RFC 5545, 3.6.1).
    """
    first, last = _days(page.period)
    whole = {"dtstart": first, "dtend": last + timedelta(days=1)}
    if page.start_time is None or not page.time_zone:
        return whole
    start = _moment(first, page.start_time, page.time_zone)
    if page.end_time is None:
        # An end that nobody has said is not made up.
        return {"dtstart": start} if first == last else whole
    end = _moment(last, page.end_time, page.time_zone)
    return {"dtstart": start, "dtend": end} if end > start else {"dtstart": start}


def _days(period: Period | None) -> tuple[date, date]:
    assert period is not None  # noqa: S101 - only full days are asked for
    start, end = period.start, period.end
    assert isinstance(start, PartialDate)  # noqa: S101
    assert isinstance(end, PartialDate)  # noqa: S101
    return start.first_day, end.last_day


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def _where(line: Line, page: EventPage) -> str:
    language = line["language"]
    cities = [labels("city", language).get(code, code) for code in line["cities"]]
    countries = [country_name(code, language) for code in line["countries"]]
    return printable(", ".join(part for part in (page.place, *cities, *countries) if part))
