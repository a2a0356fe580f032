"""The feed of a search, as a feed reader meets it."""

from typing import Any
from xml.etree import ElementTree as XML

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search import dirty
from search.feed import ENTRIES
from tests.factories.documents import LANGUAGES, document, indexed, records

pytestmark = pytest.mark.django_db

ADDRESS = "/en/search/feed/"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client: Client, address: str = ADDRESS) -> XML.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return XML.fromstring(response.content)  # noqa: S314 - our own feed


def texts(tree: XML.Element, name: str) -> list[str]:
    return [found.text or "" for found in tree.findall(f"{ATOM}entry/{ATOM}{name}")]


def links(tree: XML.Element) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in tree.findall(f"{ATOM}link")}


class TestEntries:
    def test_the_newest_come_first_however_they_match(self, client: Client) -> None:
        indexed(
            document("School"), document("Parks"), document("Bus", summary="To a school far away.")
        )

        assert texts(feed(client, f"{ADDRESS}?q=school"), "title") == ["Bus", "School"]

    def test_an_entry_leads_to_its_record(self, client: Client) -> None:
        (made,) = indexed(
            document("مكتب", written_in="ar", summary="ملخص", theme=("social-cohesion",))
        )

        (entry,) = feed(client).findall(f"{ATOM}entry")

        values = {name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "summary")}
        assert values == {"id": f"urn:uuid:{made.key}", "title": "مكتب", "summary": "ملخص"}
        assert entry.get(LANG) == "ar"
        link: Any = entry.find(f"{ATOM}link")
        assert link.get("href") == f"http://testserver{made.line['url']}"
        category: Any = entry.find(f"{ATOM}category")
        assert category.get("term") == "Social cohesion and living together"

    def test_a_summary_is_no_markup(self, client: Client) -> None:
        indexed(document("Care", summary="Children <5 years & <b>more</b>"))

        tree = feed(client)

        assert tree.find(f"{ATOM}entry/{ATOM}summary[@type='html']") is not None
        read = BeautifulSoup(texts(tree, "summary")[0], "html.parser")
        assert (read.get_text(), read.find("b")) == ("Children <5 years & <b>more</b>", None)

    def test_a_feed_has_an_end(self, client: Client) -> None:
        records(ENTRIES + 5)

        assert len(texts(feed(client), "id")) == ENTRIES

    def test_the_feed_names_its_search(self, client: Client) -> None:
        indexed(document("School", year=("2019",)))

        tree = feed(client, f"{ADDRESS}?q=school&year=2019&page=3")

        assert tree.findtext(f"{ATOM}title") == "Search – Words: school · Year: 2019"
        assert tree.findtext(f"{ATOM}author/{ATOM}name") == "Meydan"
        assert links(tree) == {
            "self": "http://testserver/en/search/feed/?q=school&year=2019",
            "alternate": "http://testserver/en/search/?q=school&year=2019",
        }
        assert tree.findtext(f"{ATOM}id") == links(tree)["self"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_language_has_its_own(self, client: Client, language: str) -> None:
        records(1)

        assert feed(client, f"/{language}/search/feed/").get(LANG) == language

    def test_an_empty_feed_is_one_too(self, client: Client) -> None:
        assert texts(feed(client, f"{ADDRESS}?q=nothing"), "id") == []

    def test_what_a_change_has_just_hidden_is_not_in_it(self, client: Client) -> None:
        (hidden,) = indexed(document("Secret"))
        dirty.mark({hidden.key}, drain=False)

        assert texts(feed(client), "title") == []


class TestBadInput:
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [("theme=nonsense", "theme"), ("x=1", "x"), ("q=%00", "q"), ("page=0", "page")],
    )
    def test_what_cannot_be_understood_is_refused(
        self, client: Client, query: str, parameter: str
    ) -> None:
        response = client.get(f"{ADDRESS}?{query}")

        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert [error["parameter"] for error in response.json()["errors"]] == [parameter]

    def test_what_xml_cannot_hold_is_left_out(self, client: Client) -> None:
        indexed(document("A\x0bB\ufffe<script>&amp;", summary="\x1b[0m \x0c 😀"))

        tree = feed(client)

        assert texts(tree, "title") == ["AB<script>&amp;"]
        assert texts(tree, "summary") == ["[0m  😀"]

    def test_only_reading_is_allowed(self, client: Client) -> None:
        assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize("number", [20, 60])
def test_queries_do_not_grow_with_the_records(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    records(number, theme=("social-cohesion",))
    client.get(ADDRESS)

    with django_assert_max_num_queries(10):
        client.get(f"{ADDRESS}?q=record")
