"""Choosing what to compare: set aside in the session, without a script."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from core.macros import macro
from practices.models import PracticePage
from search.presentation.lines import Line
from tests.factories.pages import EventPageFactory, section
from tests.shelves.lists import Committed, read, record

CHOOSE = "/en/compare/choose/"
pytestmark = pytest.mark.django_db


def chosen(client: Client) -> list[str]:
    found = BeautifulSoup(read(client, CHOOSE), "html.parser")
    return [one.get_text(strip=True) for one in found.select(".chosen__one > a")]


def add(client: Client, page: PracticePage) -> str:
    """Set a practice aside, as its page leads to it."""
    key = page.translation_key
    found = BeautifulSoup(read(client, f"{CHOOSE}?record={key}"), "html.parser")
    button = found.select_one('button[name="add"]')
    assert button and button["value"] == str(key)
    response = client.post(CHOOSE, {"add": str(key)}, follow=True)
    return str(response.content.decode())


def test_two_practices_are_set_aside_and_compared(committed: Committed) -> None:
    client = Client()
    one, two = record(committed, "One"), record(committed, "Two")

    assert "look for a second practice" in add(client, one)
    source = add(client, two)

    assert chosen(client) == ["One", "Two"]
    link = f"/en/compare/?record={one.translation_key}&amp;record={two.translation_key}"
    assert f'href="{link}"' in source
    assert "Compare 2 practices" in source


def test_an_address_that_names_none_leads_to_those_set_aside(committed: Committed) -> None:
    client = Client()
    one, two = record(committed, "One"), record(committed, "Two")
    add(client, one)
    assert "One" in read(client, "/en/compare/")
    add(client, two)

    response = client.get("/en/compare/")

    assert response.status_code == 302
    assert response["Location"] == (
        f"/en/compare/?record={one.translation_key}&record={two.translation_key}"
    )


def test_a_second_practice_can_be_compared_at_once(committed: Committed) -> None:
    client = Client()
    one, two = record(committed, "One"), record(committed, "Two")
    add(client, one)

    source = read(client, f"{CHOOSE}?record={two.translation_key}")

    link = f"/en/compare/?record={one.translation_key}&amp;record={two.translation_key}"
    assert f'href="{link}"' in source


def test_a_comparison_offers_what_is_set_aside(committed: Committed) -> None:
    client = Client()
    one, two, three = (record(committed, title) for title in ("One", "Two", "Three"))
    add(client, three)

    source = read(client, f"/en/compare/?record={one.translation_key}&record={two.translation_key}")

    assert f"&amp;record={three.translation_key}" in source


def test_what_is_set_aside_is_removed_one_by_one_or_all(committed: Committed) -> None:
    client = Client()
    pages = [record(committed, title) for title in ("One", "Two", "Three")]
    for page in pages:
        add(client, page)

    client.post(CHOOSE, {"remove": str(pages[1].translation_key)})
    assert chosen(client) == ["One", "Three"]
    for nonsense in ({"remove": "x"}, {"add": ""}, {}, {"remove": str(pages[1].translation_key)}):
        client.post(CHOOSE, nonsense)
        assert chosen(client) == ["One", "Three"]
    client.post(CHOOSE, {"clear": "1"})
    assert chosen(client) == []


def test_there_is_room_for_four(committed: Committed) -> None:
    client = Client()
    for number in range(4):
        add(client, record(committed, f"Number {number}"))
    fifth = record(committed, "One too many")

    asked = read(client, f"{CHOOSE}?record={fifth.translation_key}")
    sent = client.post(CHOOSE, {"add": str(fifth.translation_key)}, follow=True)

    assert 'name="add"' not in asked
    assert "Remove one" in asked
    assert "Remove one" in sent.content.decode()
    assert chosen(client) == [f"Number {number}" for number in range(4)]


def test_what_is_no_practice_is_not_set_aside(committed: Committed) -> None:
    client = Client()
    with committed():
        event = EventPageFactory(parent=section("event"), title="A forum")
    draft = record(committed, "A draft", live=False)

    for key in (event.translation_key, draft.translation_key, "nonsense", "\x00"):
        response = client.get(CHOOSE, {"record": str(key)})
        assert response.status_code == 200
        assert "cannot be compared" in response.content.decode()
        assert "A draft" not in response.content.decode()
        client.post(CHOOSE, {"add": str(key)})
    assert chosen(client) == []


def test_what_is_no_longer_public_is_no_longer_set_aside(committed: Committed) -> None:
    client = Client()
    one, two = record(committed, "One"), record(committed, "Two")
    add(client, one)
    add(client, two)
    with committed():
        login = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=one, restriction_type=login)

    assert chosen(client) == ["Two"]
    assert "One" not in tray(client)


def test_who_only_reads_gets_no_cookie_of_a_session(committed: Committed) -> None:
    client, page = Client(), record(committed)

    read(client, f"{CHOOSE}?record={page.translation_key}")
    response = client.get(f"/en/compare/?record={page.translation_key}")

    assert response.cookies == {}
    assert "sessionid" not in client.cookies
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def tray(client: Client) -> str:
    """What the tag shows on a page to the reader of this browser."""
    request: Any = RequestFactory().get("/en/")
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    request.session = client.session
    template = Template("{% load comparison_tags %}{% comparison_tray %}")
    return str(template.render(Context({"request": request}))).strip()


def test_every_page_shows_what_is_set_aside(
    committed: Committed, django_assert_num_queries: Any
) -> None:
    client = Client()
    assert tray(Client()) == ""
    add(client, record(committed, "One"))
    assert "1 practice set aside" in tray(client)
    add(client, record(committed, "Two"))

    shown = tray(client)

    assert "Compare 2 practices" in shown
    request: Any = RequestFactory().get("/en/")
    with django_assert_num_queries(0):
        Template("{% load comparison_tags %}{% comparison_tray %}").render(
            Context({"request": request})
        )


def test_the_links_of_a_record_and_a_result_lead_to_both() -> None:
    page = PracticePage(title="One")
    line = Line("A forum", "", "Event", (), "", "", (), (), key=str(page.translation_key))

    by_page = Template("{% include 'components/record_actions.html' %}").render(
        Context({"page": page})
    )
    by_line = macro("results.take_along", line)

    assert f'href="{CHOOSE}?record={page.translation_key}"' in by_page
    assert f"/en/shelves/keep/{page.translation_key}/" in by_page
    assert f"/en/shelves/keep/{page.translation_key}/" in by_line
    assert CHOOSE not in by_line, "an event is not compared"
    assert "form" not in by_page + by_line
