"""Completing what is typed: records, terms and people in groups."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search import dirty
from search.document import Document
from tests.factories.documents import document, indexed, records

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/suggest"
GROUPS = ("records", "cities", "themes", "objectives", "people")


def suggested(client: Client, text: str, language: str = "en") -> Any:
    response = client.get(f"{ADDRESS}?lang={language}&q={quote(text)}")
    assert response.status_code == 200, response.content
    found = response.json()
    assert all(len(found[group]) <= 5 for group in GROUPS)
    return found


def naming(title: str, *people: str) -> Document:
    made = document(title)
    made.line["people"] = list(people)
    return Document(**{**vars(made), "texts": {**made.texts, "names": "\n".join(people)}})


class TestGroups:
    def test_records_are_found_by_the_beginning_of_a_word_of_their_title(
        self, client: Client
    ) -> None:
        indexed(document("Language school"), document("Parks"))

        found = suggested(client, "scho")["records"]

        assert [record["title"] for record in found] == ["Language school"]
        assert set(found[0]) == {"id", "type", "title", "url", "language"}

    def test_cities_are_found_under_the_names_they_have_anywhere(self, client: Client) -> None:
        records(2, city=("gaziantep-tr",))
        records(1, city=("istanbul-tr",))

        (city,) = suggested(client, "GAZI")["cities"]

        assert (city["value"], city["label"], city["count"]) == ("gaziantep-tr", "Gaziantep", 2)
        assert city["url"] == "/en/search/?city=gaziantep-tr"
        assert [city["value"] for city in suggested(client, "ıstan")["cities"]] == ["istanbul-tr"]

    def test_themes_are_labelled_in_the_readers_language(self, client: Client) -> None:
        records(1, theme=("social-cohesion",))

        (english,) = suggested(client, "cohesion")["themes"]
        (turkish,) = suggested(client, "cohesion", "tr")["themes"]

        assert english["value"] == turkish["value"] == "social-cohesion"
        assert english["label"] != turkish["label"]
        assert turkish["url"].startswith("/tr/search/")

    def test_terms_without_records_are_not_suggested(self, client: Client) -> None:
        records(1)

        found = suggested(client, "social")

        assert (found["themes"], found["objectives"], found["cities"]) == ([], [], [])

    def test_counts_follow_the_index(self, client: Client) -> None:
        records(1, city=("gaziantep-tr",))
        assert suggested(client, "gazi")["cities"][0]["count"] == 1

        records(1, city=("gaziantep-tr",))

        assert suggested(client, "gazi")["cities"][0]["count"] == 2

    def test_people_stand_apart_from_the_records_that_name_them(self, client: Client) -> None:
        indexed(
            naming("Declaration", "Fatma Şahin", "Ada Golubović"),
            naming("Report", "Fatma Şahin"),
            naming("Parks", "Somebody Else"),
        )

        found = suggested(client, "fatma sah")

        assert [(person["label"], person["count"]) for person in found["people"]] == [
            ("Fatma Şahin", 2)
        ]
        assert found["records"] == []
        again = client.get(found["people"][0]["url"]).content.decode()
        assert "Declaration" in again
        assert "Parks" not in again


class TestBounds:
    @pytest.mark.parametrize(
        "text",
        ["", " ", '"', "-", "*", "%", "\x00", "'; DROP TABLE", "\u200f", "x" * 900, "(" * 900],
    )
    def test_whatever_is_typed_is_answered(self, client: Client, text: str) -> None:
        records(3)

        response = client.get(ADDRESS, {"q": text})

        assert response.status_code in (200, 400)

    def test_nothing_typed_suggests_nothing(self, client: Client) -> None:
        records(3)

        assert all(suggested(client, "")[group] == [] for group in GROUPS)

    @pytest.mark.parametrize(
        "query", ["theme=social-cohesion", "page=2", "lang=xx", "q=" + "x" * 2_000]
    )
    def test_what_cannot_be_used_is_refused(self, client: Client, query: str) -> None:
        response = client.get(f"{ADDRESS}?{query}")

        assert response.status_code == 400
        assert [e["parameter"] for e in response.json()["errors"]] == [query.partition("=")[0]]

    def test_what_a_change_has_just_hidden_is_not_suggested(self, client: Client) -> None:
        hidden, _shown = indexed(
            Document(**vars(naming("School of secrets", "Scholastica"))), document("School")
        )
        assert b"secrets" in client.get(f"{ADDRESS}?q=scho").content
        dirty.mark({hidden.key}, drain=False)

        content = client.get(f"{ADDRESS}?q=scho").content

        assert b"secrets" not in content
        assert b"Scholastica" not in content

    def test_queries_do_not_grow_with_the_records(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        records(60, theme=("social-cohesion",), city=("gaziantep-tr",))
        suggested(client, "record")

        with django_assert_max_num_queries(12):
            suggested(client, "record so")
