"""The home page: every way in, counted, in each language."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from core.i18n import format_number
from taxonomy.labels import labels
from taxonomy.models import Objective, Theme
from tests.factories.pages import EventPageFactory, PracticePageFactory, home, section
from tests.factories.translations import translate
from tests.pages.reading import Reader, read

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]

every_language = pytest.mark.parametrize("language", LANGUAGES)
pytestmark = pytest.mark.django_db


def practice(title: str = "", **values: Any) -> Any:
    return PracticePageFactory(parent=section(), **({"title": title} if title else {}), **values)


def event(title: str, days_from_now: int) -> Any:
    day = timezone.localdate() + timedelta(days=days_from_now)
    return EventPageFactory(parent=section("event"), title=title, period=day.isoformat())


def section_of(page: Reader, anchor: str) -> str:
    """What the section with this id holds; empty where there is none."""
    _before, _, rest = page.text.partition(f'aria-labelledby="{anchor}"')
    return rest.partition("</section>")[0]


@every_language
def test_an_empty_site_has_a_home_page_without_empty_sections(
    language: str, client: Client
) -> None:
    page = read(client, home(language))
    assert f'<html lang="{language}"' in page.source
    assert page.tags.count("h1") == 1
    assert not section_of(page, "themes")
    assert not section_of(page, "newest")
    assert not section_of(page, "coming")
    assert not section_of(page, "past")
    assert not section_of(page, "collections")
    assert not section_of(page, "in-numbers")
    assert not section_of(page, "compacts")
    assert not section_of(page, "numbers")


@every_language
def test_themes_lead_to_their_records_with_counts(
    language: str, client: Client, committed: Committed
) -> None:
    theme = Theme.objects.canonical().exclude(parent=None)[0]
    with committed():
        practice(themes=[theme])
        practice(themes=[theme])
    page = read(client, home(language))
    shown = section_of(page, "themes")
    assert labels("theme", language)[theme.parent.code] in shown
    assert f">{format_number(2, language)}<" in shown
    assert f"/{language}/browse/themes/{theme.parent.code}/" in page.addresses


@every_language
def test_objectives_are_listed_under_their_compact_with_counts(
    language: str, client: Client, committed: Committed
) -> None:
    objective = Objective.objects.canonical().get(code="gcm-16")
    with committed():
        practice(objectives=[("objective", {"objective": objective, "how": ""})])
    page = read(client, home(language))
    shown = section_of(page, "compacts")
    assert labels("compact", language)[objective.compact.code] in shown
    assert labels("objective", language)["gcm-16"] in shown
    assert f">{format_number(1, language)}<" in shown
    assert f"/{language}/browse/objectives/gcm-16/" in page.addresses


@every_language
def test_the_newest_practices_are_listed_latest_first(
    language: str, client: Client, committed: Committed
) -> None:
    with committed():
        pages = [practice(f"Practice number {number}") for number in range(8)]
        for age, page in enumerate(reversed(pages)):
            page.first_published_at = timezone.now() - timedelta(days=age)
            page.save()
    shown = section_of(read(client, home(language)), "newest")
    places = [shown.find(f"Practice number {number}<") for number in range(7, 1, -1)]
    assert -1 not in places
    assert places == sorted(places)
    assert "Practice number 1<" not in shown


@every_language
def test_next_events_come_before_past_ones(
    language: str, client: Client, committed: Committed
) -> None:
    with committed():
        titles = {"Far ahead": 90, "Tomorrow": 1, "Yesterday": -1, "Long ago": -900, "Today": 0}
        for title, days in titles.items():
            event(title, days)
    page = read(client, home(language))
    for anchor, order in {
        "coming": ["Today", "Tomorrow", "Far ahead"],
        "past": ["Yesterday", "Long ago"],
    }.items():
        places = [section_of(page, anchor).find(f"{title}<") for title in order]
        assert -1 not in places
        assert places == sorted(places)


@every_language
def test_the_numbers_of_the_union_are_printed_as_the_language_writes_them(
    language: str, client: Client
) -> None:
    page = home(language)
    page.numbers = [
        ("claim", {"label": "Members", "number": 12345, "source_name": "Annual report"})
    ]
    page.headline = "A headline of our own"
    page.save()
    shown = read(client, page)
    assert format_number(12345, language) in section_of(shown, "numbers")
    assert "<h1>A headline of our own</h1>" in shown.text


@every_language
def test_a_search_box_asks_in_the_language_of_the_page(language: str, client: Client) -> None:
    page = read(client, home(language))
    assert f'action="/{language}/search/"' in page.source
    assert page.source.count('role="search"') == 1


def test_a_translated_record_is_listed_in_the_readers_language(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = practice("A centre for advice")
        turkish = translate(original, "tr", title="Bir danışma merkezi")
    page = read(client, home("tr"))
    assert page.leads_to(turkish)
    assert not page.leads_to(original)
    assert read(client, home("fr")).leads_to(original)


def test_drafts_and_private_records_are_neither_listed_nor_counted(
    client: Client, committed: Committed
) -> None:
    theme = Theme.objects.canonical().filter(parent=None).first()
    with committed():
        practice("A draft", themes=[theme], live=False)
        private = practice("For members only", themes=[theme])
        private.view_restrictions.create(restriction_type="login")
    page = read(client, home())
    assert "A draft" not in page.text
    assert "For members only" not in page.text
    assert not section_of(page, "themes")


def test_the_address_without_a_language_leads_to_one_of_the_readers_languages(
    client: Client,
) -> None:
    for asked, language in {"tr": "tr", "ar;q=0.9, de": "ar", "de": "en"}.items():
        answer = client.get("/", headers={"accept-language": asked})
        with override(language):
            assert answer.headers["Location"] == f"/{language}/"
