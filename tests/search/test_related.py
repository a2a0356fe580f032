"""What a record's page leads on to: related by editors, alike by what it shares, from its city."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import related
from search.related import Asked, around
from taxonomy.models import Objective, Theme
from tests.factories.pages import EventPageFactory, PracticePageFactory, section
from tests.factories.taxonomy import CityFactory
from tests.factories.translations import translate
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


def practice(title: str, themes: str = "", objectives: str = "", **fields: Any) -> Any:
    """A practice under themes and objectives, named by their codes."""
    page = PracticePageFactory(
        parent=section(),
        title=title,
        summary=fields.pop("summary", ""),
        objectives=[
            ("objective", {"objective": Objective.objects.canonical().get(code=code), "how": ""})
            for code in objectives.split()
        ],
        **fields,
    )
    page.themes.set(Theme.objects.canonical().filter(code__in=themes.split()))
    page.save()
    return page


def group(client: Client, page: Any, heading: str) -> list[tuple[str, str]]:
    """The records under a heading of the page: title, and what they share."""
    source = read(client, page).source
    found = re.search(rf"<h3>{heading}</h3>(.*?)(<h3>|</section>)", source, re.DOTALL)
    items = re.findall(r"<li>.*?</li>", found[1] if found else "", re.DOTALL)
    return [(_text(r'<a href="[^"]*">(.*?)</a>', item), _shares(item)) for item in items]


def _text(pattern: str, source: str) -> str:
    found = re.search(pattern, source, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def _shares(item: str) -> str:
    return " ".join(_text(r"Shares:(.*?)</p>", item).split())


@pytest.fixture
def codes() -> list[str]:
    """Themes that stand under one another: two of the second level, with their parent."""
    parent = Theme.objects.canonical().filter(parent=None)[0]
    below = Theme.objects.canonical().filter(parent=parent)[:2]
    other = Theme.objects.canonical().filter(parent=None)[1]
    return [*(theme.code for theme in below), parent.code, other.code]


def test_who_shares_most_and_rarest_comes_first_and_says_why(
    client: Client, committed: Committed, codes: list[str]
) -> None:
    first, second, _parent, other = codes
    with committed():
        page = practice("Language cafés", first, "gcm-16 gcr-2")
        practice("Shares the theme", first)
        practice("Shares both", first, "gcm-16")
        practice("Shares the parent theme", second)
        practice("Shares nothing", other, "sdg-01")
    names = {theme.code: theme.name for theme in Theme.objects.canonical()}
    label = Objective.objects.canonical().get(code="gcm-16").label
    found = group(client, page, "Similar practices")
    assert [title for title, _shared in found] == [
        "Shares both",
        "Shares the theme",
        "Shares the parent theme",
    ]
    assert found[0][1] == f"{label} · {names[first]}"
    assert found[1][1].startswith(names[first]) and names[_parent] not in found[1][1]


def test_words_are_shared_in_whatever_form_and_language_they_stand(
    client: Client, committed: Committed
) -> None:
    with committed():
        page = practice("Sewing workshops for widows")
        practice("A widow opens a sewing workshop")
        for number in range(8):
            practice(f"Something else {number}")
    [(title, shared)] = group(client, page, "Similar practices")
    assert title == "A widow opens a sewing workshop"
    assert "“Sewing”" in shared and "“widows”" in shared


def test_neither_itself_nor_its_translations_nor_what_editors_related_comes_again(
    client: Client, committed: Committed, codes: list[str]
) -> None:
    with committed():
        page = practice("Language cafés", codes[0])
        related_by_hand = practice("By hand", codes[0])
        page.related_practices.add(related_by_hand)
        page.save()
        french = translate(page, "fr")
        practice("Alike", codes[0])
    assert group(client, page, "Similar practices")[0][0] == "Alike"
    assert [title for title, _ in group(client, page, "Related practices")] == ["By hand"]
    source = read(client, french).source
    titles = re.findall(r'class="result__title"[^>]*>\s*<a href="[^"]*">(.*?)</a>', source)
    assert sorted(titles) == ["Alike", "By hand"]


def test_what_else_its_city_does_newest_first_without_what_is_shown_already(
    client: Client, committed: Committed, codes: list[str]
) -> None:
    city, elsewhere = CityFactory(name="Gölcük"), CityFactory()
    with committed():
        page = practice("Language cafés", codes[0])
        alike = practice("Alike", codes[0])
        others = [
            EventPageFactory(
                parent=section("event"),
                title=f"Event {day}",
                first_published_at=datetime(2024, 5, day, tzinfo=UTC),
            )
            for day in (1, 2)
        ]
        far = practice("Far away")
        for record in (page, alike, *others):
            record.cities.set([city])
            record.save()
        far.cities.set([elsewhere])
        far.save()
    assert [title for title, _ in group(client, page, "More from Gölcük")] == ["Event 2", "Event 1"]
    assert f"/en/search/?city={city.code}" in read(client, page).source


def test_an_event_leads_to_practices_and_a_municipality_to_what_it_did(
    client: Client, committed: Committed, codes: list[str]
) -> None:
    with committed():
        event = EventPageFactory(parent=section("event"), title="Forum")
        event.themes.set(Theme.objects.canonical().filter(code=codes[0]))
        event.save()
        practice("Alike", codes[0])
        EventPageFactory(parent=section("event"), title="Another forum")
    assert [title for title, _ in group(client, event, "Practices about the same")] == ["Alike"]


def test_what_is_hidden_is_not_shown_from_memory(
    client: Client, committed: Committed, codes: list[str]
) -> None:
    with committed():
        page = practice("Language cafés", codes[0])
        alike = practice("Alike", codes[0])
    assert group(client, page, "Similar practices")
    alike.view_restrictions.create(restriction_type="login")
    assert "Alike" not in read(client, page).source
    with committed():
        alike.refresh_from_db()
        alike.view_restrictions.all().delete()
    assert group(client, page, "Similar practices")


def test_is_found_once_for_each_version_of_the_index(
    committed: Committed, codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked("en", "practice", (("theme", codes[0]),), ("Language cafés",), None, ())
    searched: list[Asked] = []
    find = related._found

    def counted(snapshot: Any, asked: Asked) -> Any:
        searched.append(asked)
        return find(snapshot, asked)

    monkeypatch.setattr(related, "_found", counted)
    with committed():
        practice("Alike", codes[0])
    with CaptureQueriesContext(connection) as first:
        assert len(around(asked).alike) == 1
    with CaptureQueriesContext(connection) as second:
        assert len(around(asked).alike) == 1
    assert len(searched) == 1 and len(second) == 1 <= len(first)
    with committed():
        practice("Alike as well", codes[0])
    assert len(around(asked).alike) == 2


def test_a_bare_record_on_a_bare_site_leads_nowhere(client: Client, committed: Committed) -> None:
    with committed():
        page = practice("Nothing but a title")
    assert 'id="related"' not in read(client, page).source
