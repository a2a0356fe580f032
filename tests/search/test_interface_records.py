"""Reading records one by one and page by page."""

import json
from typing import Any

import pytest
from django.test import Client

from search import dirty
from tests.factories.documents import document, indexed, records

NOBODYS = "0ccbdd1a-d4e2-42fa-8ed0-d30dcfaef334"

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/records"


def answer(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


def names_of_problems(client: Client, address: str, status: int = 400) -> list[str]:
    response = client.get(address)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
    return [error["parameter"] for error in response.json()["errors"]]


class TestOneRecord:
    def test_it_holds_codes_and_what_they_are_called(self, client: Client) -> None:
        (made,) = indexed(
            document(
                "Guidance office",
                period="2016-01-15/",
                city=("gaziantep-tr",),
                country=("TR",),
                theme=("migration-and-social-cohesion", "social-cohesion"),
                population=("over-1m",),
            )
        )

        found = answer(client, f"{ADDRESS}/{made.key}?lang=fr")

        assert (found["id"], found["title"]) == (str(made.key), "Guidance office")
        assert (found["period"], found["budget"], found["years"]) == ("2016-01-15/", None, [])
        assert found["labels"]["countries"] == {"TR": "Turquie"}
        assert list(found["labels"]["themes"]) == found["themes"]
        assert found["labels"]["budget"] == {}

    def test_it_is_the_one_a_reader_of_the_language_sees(self, client: Client) -> None:
        (made,) = indexed(document("Yalnız", written_in="tr", shown_in=("tr",)))

        assert answer(client, f"{ADDRESS}/{made.key}?lang=tr")["language"] == "tr"
        assert names_of_problems(client, f"{ADDRESS}/{made.key}?lang=en", 404) == []

    @pytest.mark.parametrize("key", [NOBODYS, "x", "%00", "1" * 5_000, "%F0%9F%98%80", "None"])
    def test_any_other_is_unknown(self, client: Client, key: str) -> None:
        assert names_of_problems(client, f"{ADDRESS}/{key}", 404) == []

    def test_one_that_a_change_has_just_hidden_is_unknown(self, client: Client) -> None:
        (made,) = indexed(document("Withdrawn"))
        dirty.mark({made.key}, drain=False)

        assert b"Withdrawn" not in client.get(f"{ADDRESS}/{made.key}").content
        assert names_of_problems(client, f"{ADDRESS}/{made.key}", 404) == []

    @pytest.mark.parametrize("query", ["q=x", "theme=social-cohesion", "page=1", "lang=xx", "y=1"])
    def test_it_takes_no_parameter_but_the_language(self, client: Client, query: str) -> None:
        (made,) = indexed(document())

        wrong = names_of_problems(client, f"{ADDRESS}/{made.key}?{query}")

        assert wrong == [query.partition("=")[0]]


class TestList:
    def test_pages_follow_each_other(self, client: Client) -> None:
        made = records(5, theme=("social-cohesion",))
        records(2)

        address = f"{ADDRESS}?theme=social-cohesion&page_size=2"
        pages = [answer(client, f"{address}&page={page}") for page in (1, 2, 3)]

        assert [page["total"] for page in pages] == [5, 5, 5]
        found = [record["id"] for page in pages for record in page["records"]]
        assert found == [str(one.key) for one in reversed(made)]
        assert pages[0]["query"]["theme"] == ["social-cohesion"]

    @pytest.mark.parametrize(
        ("query", "parameter"),
        [("q=school", "q"), ("page=501", "page"), ("page_size=101", "page_size"), ("x=1", "x")],
    )
    def test_what_is_wrong_is_named(self, client: Client, query: str, parameter: str) -> None:
        assert names_of_problems(client, f"{ADDRESS}?{query}") == [parameter]

    def test_nothing_of_the_index_but_the_promised_fields_is_shown(self, client: Client) -> None:
        made = document("Office")
        made.line["people"] = ["Nobody Else"]
        made.line["secret"] = "of the index"
        indexed(made)

        assert "secret" not in json.dumps(answer(client, ADDRESS))
        assert "Nobody Else" not in json.dumps(answer(client, ADDRESS))
