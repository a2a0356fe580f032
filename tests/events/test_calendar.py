"""The calendar of events, on the page and in the calendars of readers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.i18n import format_date
from events.calendar import views
from events.models import EventPage
from taxonomy.models import City
from tests.factories.pages import EventPageFactory, home, section
from tests.factories.translations import translate
from tests.pages.reading import Reader, reader

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
TODAY = date(2024, 3, 15)
BUDGET = 10

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A day in the middle of a month: what comes and what was is told from it."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)
    yield


def event(title: str, period: str | None, **values: Any) -> Any:
    return EventPageFactory(parent=section("event"), title=title, period=period, **values)


def shown(client: Client, language: str = "en", query: str = "") -> Reader:
    return reader(client.get(f"/{language}/calendar/{query}"))


def order(page: Reader, *titles: str) -> list[str]:
    """The titles in the order they stand in."""
    assert all(f">{title}<" in page.text for title in titles), titles
    return sorted(titles, key=lambda title: page.text.index(f">{title}<"))


def entries(client: Client, address: str) -> list[Any]:
    """The events in a calendar, as another program reads it."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_what_comes_is_told_soonest_first_and_what_was_latest_first(
    client: Client, committed: Committed
) -> None:
    with committed():
        for title, period in {
            "Next year": "2025",
            "In May": "2024-05",
            "Tomorrow": "2024-03-16",
            "Later in March": "2024-03-30/2024-04-02",
            "Today": "2024-03-15",
            "Under way": "2024-03-10/2024-03-20",
            "Series": "2020-01/..",
            "Yesterday": "2024-03-14",
            "In 2019": "2019",
            "In October": "2019-10-01/2019-10-03",
            "Until 2018": "../2018",
            "Not dated": None,
        }.items():
            event(title, period)
    page = shown(client)
    expected = [
        "Under way",
        "Today",
        "Series",
        "Tomorrow",
        "Later in March",
        "In May",
        "Next year",
        "Not dated",
        "Yesterday",
        "In October",
        "In 2019",
        "Until 2018",
    ]
    assert order(page, *expected) == expected
    assert page.source.count("<h3>March 2024</h3>") == 2, "one of what comes, one of what was"
    assert "<h3>October 2019</h3>" in page.source
    assert "<h3>2019</h3>" in page.source, "only the year is known"
    assert "January 2019" not in page.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_calendar(
    language: str, client: Client, committed: Committed
) -> None:
    with committed():
        original = event("A forum", "2024-05-01")
        turkish = translate(original, "tr", title="Bir forum")
    page = shown(client, language)
    assert page.tags.count("h1") == 1
    assert format_date(date(2024, 5, 1), language, "month") in page.text
    assert page.leads_to(turkish if language == "tr" else original)
    assert f'hreflang="{language}" href="http' in page.source
    assert f"/{language}/calendar/" in reader(client.get(home(language).get_url())).addresses


def test_drafts_and_private_events_are_nowhere(client: Client, committed: Committed) -> None:
    with committed():
        draft = event("A draft", "2024-05-01", live=False)
        private = event("Private", "2024-05-02")
        private.view_restrictions.create(restriction_type="login")
    assert "A draft" not in shown(client).text
    assert "Private" not in shown(client).text
    assert entries(client, "/en/calendar/coming.ics") == []
    for page in (draft, private):
        assert client.get(f"/en/calendar/{page.translation_key}.ics").status_code == 404


def test_an_empty_calendar_is_usable(client: Client) -> None:
    page = shown(client)
    assert page.tags.count("h1") == 1
    assert "coming.ics" not in page.source
    assert entries(client, "/en/calendar/coming.ics") == []


@pytest.mark.parametrize("number", ["", "0", "-1", "99999999999999999999", "x", "2.5", "\x00"])
def test_a_page_that_is_none_leads_to_one(
    number: str, client: Client, committed: Committed
) -> None:
    with committed():
        event("Long ago", "2011")
    assert client.get("/en/calendar/", {"page": number}).status_code == 200


def test_the_past_is_told_page_by_page(
    client: Client, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAST", 2)
    with committed():
        event("Ahead", "2024-05-01")
        for year in range(2011, 2016):
            event(f"Of {year}", str(year))
    first = shown(client)
    assert order(first, "Ahead", "Of 2015", "Of 2014") == ["Ahead", "Of 2015", "Of 2014"]
    assert "/en/calendar/?page=2#past" in first.addresses
    last = shown(client, query="?page=3")
    assert "Of 2011" in last.text
    assert "Ahead" not in last.text
    assert last.neighbour("next") is None
    assert last.neighbour("prev") == "/en/calendar/?page=2#past"


def test_whole_days_end_on_the_day_after_the_last(client: Client, committed: Committed) -> None:
    istanbul = City.objects.canonical().get(code="istanbul-tr")
    with committed():
        event(
            "A forum; with a comma, and a \\",
            "2024-10-01/2024-10-03",
            place="Town hall, 1",
            summary="First line\nSecond line",
            cities=[istanbul],
        )
    (found,) = entries(client, "/en/calendar/coming.ics")
    assert found.decoded("dtstart") == date(2024, 10, 1)
    assert found.decoded("dtend") == date(2024, 10, 4)
    assert str(found["summary"]) == "A forum; with a comma, and a \\"
    assert str(found["description"]) == "First line Second line"
    assert str(found["location"]) == "Town hall, 1, Istanbul, Türkiye"
    assert str(found["url"]).startswith("http")


def test_times_are_those_of_the_events_own_zone(client: Client, committed: Committed) -> None:
    istanbul = {"start_time": time(10), "end_time": time(12, 30), "time_zone": "Europe/Istanbul"}
    start_only = {**istanbul, "end_time": None}
    with committed():
        both = event("Both", "2024-10-01/2024-10-03", **istanbul)
        paris = event("Summer time", "2024-07-01", **{**istanbul, "time_zone": "Europe/Paris"})
        start = event("Start only", "2024-10-01", **start_only)
        unknown = event("To nobody knows when", "2024-10-01/2024-10-03", **start_only)
        nowhere = event("No zone", "2024-10-01", **{**istanbul, "time_zone": ""})
        backwards = event("Ends first", "2024-10-01", **{**istanbul, "end_time": time(9)})

    def moments(page: Any) -> tuple[Any, Any]:
        (found,) = entries(client, f"/en/calendar/{page.translation_key}.ics")
        return found.decoded("dtstart"), found.decoded("dtend") if "dtend" in found else None

    def utc(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
        return datetime(2024, month, day, hour, minute, tzinfo=UTC)

    assert moments(both) == (utc(1, 7), utc(3, 9, 30))
    assert moments(paris) == (utc(1, 8, month=7), utc(1, 10, 30, month=7))
    assert moments(start) == (utc(1, 7), None)
    assert moments(unknown) == (date(2024, 10, 1), date(2024, 10, 4))
    assert moments(nowhere) == (date(2024, 10, 1), date(2024, 10, 2))
    assert moments(backwards) == (utc(1, 7), None)


def test_only_full_days_go_into_a_calendar(client: Client, committed: Committed) -> None:
    with committed():
        vague = [event(period, period) for period in ("2025", "2024-10", "2024-10-01/", "2020/..")]
        event("Exact", "2024-10-01")
        event("Under way", "2024-03-10/2024-03-20")
        event("Over", "2024-03-10")
    titles = [str(found["summary"]) for found in entries(client, "/en/calendar/coming.ics")]
    assert titles == ["Under way", "Exact"]
    for page in vague:
        assert client.get(f"/en/calendar/{page.translation_key}.ics").status_code == 404


def test_an_entry_keeps_its_name_and_follows_the_language(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = event("A forum", "2024-10-01")
        translate(original, "ar", title="منتدى")
    address = f"calendar/{original.translation_key}.ics"
    (english,), (arabic,) = (entries(client, f"/{code}/{address}") for code in ("en", "ar"))
    assert str(arabic["summary"]) == "منتدى"
    assert english["uid"] == arabic["uid"]


def test_a_reader_who_has_the_feed_is_told_so_until_the_day_ends(
    client: Client, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with committed():
        event("Exact", "2024-10-01")
    tag = client.get("/en/calendar/coming.ics")["ETag"]
    asked = {"if-none-match": tag}
    assert client.get("/en/calendar/coming.ics", headers=asked).status_code == 304
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY + timedelta(days=1))
    assert client.get("/en/calendar/coming.ics", headers=asked).status_code == 200


def test_the_calendar_keeps_to_its_budget(client: Client, committed: Committed) -> None:
    addresses = ("/en/calendar/", "/en/calendar/coming.ics")

    def taken() -> list[int]:
        counted = []
        for number, address in enumerate(addresses * 2):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address, {"asked": number}).status_code == 200
            counted.append(len(captured))
        return counted[2:]

    def add(number: int) -> None:
        with committed():
            for _ in range(number):
                made = EventPage.objects.count()
                event(f"Ahead {made}", "2024-10-01")
                event(f"Over {made}", "2023-10-01")

    add(2)
    few = taken()
    add(30)
    assert taken() == few
    assert max(few) <= BUDGET, few


def test_an_event_offers_itself_where_its_days_are_known(
    client: Client, committed: Committed
) -> None:
    with committed():
        known, vague = event("Tomorrow", "2024-03-16"), event("In May", "2024-05")
    link = "/en/calendar/{}.ics"
    page = client.get(known.url).content.decode()
    assert link.format(known.record_key) in page
    assert len(entries(client, link.format(known.record_key))) == 1
    assert ".ics" not in client.get(vague.url).content.decode()
