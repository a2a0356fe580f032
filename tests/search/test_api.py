"""The interface for programs: the promised shape, and refusals that name what is wrong."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search.document import Document
from search.facets import FACETS
from search.request import OWN_PARAMETERS
from tests.factories.documents import document, indexed, records

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/search"


def answer(client: Client, query: str = "") -> Any:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def refused(client: Client, query: str) -> list[tuple[str, str]]:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert all(error["reason"] for error in problem["errors"])
    return [(error["parameter"], error["value"]) for error in problem["errors"]]


PARAMETERS = OWN_PARAMETERS | {facet.parameter for facet in FACETS}
PAGING = {"page", "page_size"}
ADDRESSES = {
    "search": PARAMETERS,
    "suggest": {"q"},
    "records": PARAMETERS - {"q"},
    "records/{id}": {"id"},
    "search.csv": PARAMETERS - PAGING,
    "search.xlsx": PARAMETERS - PAGING,
    "search.json": PARAMETERS - PAGING,
}
SHOWN = {
    "type": "practice",
    "title": "Guidance office",
    "language": "en",
    "languages": ["en"],
    "summary": "A school of its own.",
    "highlights": ["A <mark>school</mark> of its own."],
    "cities": ["gaziantep-tr"],
    "countries": ["TR"],
    "themes": ["migration-and-social-cohesion", "social-cohesion"],
    "objectives": ["gcm-16"],
    "stages": ["implementing"],
    "years": [2016],
    "population": "over-1m",
    "budget": None,
    "lessons": False,
    "support": [],
    "period": "2016-01-15/",
}
UNDERSTOOD = {
    "lang": "en",
    "q": "school",
    "theme": ["social-cohesion"],
    "match": [],
    "sort": "relevance",
    "page": 1,
    "page_size": 20,
}
THEMES = [
    ("migration-and-social-cohesion", "Migration and social cohesion", 1, False),
    ("social-cohesion", "Social cohesion and living together", 1, True),
]


@pytest.fixture
def office() -> Document:
    """A practice with a value in most facets."""
    (made,) = indexed(
        document(
            "Guidance office",
            summary="A school of its own.",
            period="2016-01-15/",
            city=("gaziantep-tr",),
            country=("TR",),
            theme=("migration-and-social-cohesion", "social-cohesion"),
            objective=("gcm-16",),
            stage=("implementing",),
            year=("2016",),
            population=("over-1m",),
        )
    )
    return made


class TestAnswer:
    def test_it_has_exactly_the_promised_shape(self, client: Client, office: Document) -> None:
        found = answer(client, "lang=en&q=school&theme=social-cohesion")

        assert list(found) == [
            "query", "total", "page", "page_size", "engine", "suggestion", "cut", "results",
            "facets",
        ]  # fmt: skip
        assert found["query"] == UNDERSTOOD
        assert (found["total"], found["page"], found["page_size"]) == (1, 1, 20)
        assert (found["engine"], found["suggestion"]) == ("database", None)
        own = {
            "id": str(office.key),
            "url": office.line["url"],
            "updated": office.updated.isoformat().replace("+00:00", "Z"),
        }
        assert found["results"] == [{**SHOWN, **own}]
        assert list(found["facets"]) == [facet.parameter for facet in FACETS]
        values = ("value", "label", "count", "selected")
        assert found["facets"]["theme"] == [dict(zip(values, row, strict=True)) for row in THEMES]
        assert found["facets"]["budget"] == []

    def test_labels_are_in_the_language_asked_for(self, client: Client) -> None:
        records(1, country=("TR",), theme=("social-cohesion",))

        found = answer(client, "lang=fr")

        assert found["facets"]["country"][0]["label"] == "Turquie"
        assert found["facets"]["theme"][0]["label"] != "Social cohesion and living together"

    def test_records_are_those_a_reader_of_the_language_sees(self, client: Client) -> None:
        indexed(document("Yalnız", written_in="tr", shown_in=("tr",)), document("Both"))

        assert answer(client, "lang=en")["total"] == 1
        assert answer(client, "lang=tr")["total"] == 2

    def test_without_a_language_english_is_meant(self, client: Client) -> None:
        assert answer(client)["query"]["lang"] == "en"

    def test_pages_follow_each_other_without_loss(self, client: Client) -> None:
        made = records(7)

        pages = [answer(client, f"page={page}&page_size=3")["results"] for page in (1, 2, 3, 4)]

        assert [len(page) for page in pages] == [3, 3, 1, 0]
        found = [record["id"] for page in pages for record in page]
        assert found == [str(one.key) for one in reversed(made)]

    def test_it_is_kept_only_to_be_asked_about_again(self, client: Client) -> None:
        assert client.get(ADDRESS)["Cache-Control"] == "private, no-cache"

    @pytest.mark.parametrize("number", [20, 200])
    def test_queries_do_not_grow_with_the_records(
        self, client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        records(number, theme=("social-cohesion",), city=("gaziantep-tr",))
        client.get(ADDRESS)

        with django_assert_max_num_queries(9):
            answer(client, "q=record&theme=social-cohesion&page_size=100")


class TestRefusals:
    def test_a_hostile_address_names_each_parameter(self, client: Client) -> None:
        query = 'lang=en&page=99999999999999999999&theme=nonsense&q=%00%FF"unbalanced'

        assert refused(client, query) == [
            ("q", '"unbalanced'),
            ("theme", "nonsense"),
            ("page", "99999999999999999999"),
        ]

    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("lang=xx", "lang"),
            ("lang=%00", "lang"),
            ("page=501", "page"),
            ("page=101&page_size=100", "page"),
            ("page_size=101", "page_size"),
            ("page_size=-1", "page_size"),
            ("sort=best", "sort"),
            ("match=some:theme", "match"),
            ("type=practices", "type"),
            ("colour=red", "colour"),
            ("shown_in=en", "shown_in"),
            ("q=" + "x" * 1_001, "q"),
        ],
    )
    def test_what_is_wrong_is_named(self, client: Client, query: str, parameter: str) -> None:
        assert [name for name, _value in refused(client, query)] == [parameter]

    def test_marks_that_count_clicks_are_passed_over(self, client: Client) -> None:
        assert answer(client, "utm_source=mail")["total"] == 0

    def test_more_parameters_than_django_reads_are_refused_in_the_same_form(
        self, client: Client
    ) -> None:
        query = "&".join(f"x{number}=1" for number in range(10_001))

        assert refused(client, query) == [("", "")]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
    def test_only_reading_is_allowed(self, client: Client, method: str) -> None:
        response = getattr(client, method)(ADDRESS)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"] == "This address can only be read."

    @pytest.mark.parametrize("address", [ADDRESS, "/api/v1/search.csv", "/api/v1/suggest"])
    def test_an_answer_says_which_language_it_is_in(self, client: Client, address: str) -> None:
        for language in ("ar", "en"):
            response = client.get(f"{address}?lang={language}", headers={"accept-language": "fr"})
            assert response["Content-Language"] == language

    @pytest.mark.parametrize("address", [ADDRESS, "/api/v1/search.csv"])
    def test_head_says_what_get_would(self, client: Client, address: str) -> None:
        indexed(document("School"))

        head, got = client.head(address), client.get(address)

        assert (head.status_code, head.content if not head.streaming else b"") == (200, b"")
        same = ("Content-Type", "ETag", "Content-Disposition", "Cache-Control")
        assert [head.get(name) for name in same] == [got.get(name) for name in same]


class TestDescription:
    def test_openapi_lists_every_parameter(self, client: Client) -> None:
        paths = json.loads(client.get("/api/v1/openapi.json").content)["paths"]

        described = {
            path.removeprefix("/api/v1/"): {given["name"] for given in path_of["get"]["parameters"]}
            for path, path_of in paths.items()
        }

        assert described == {address: {"lang", *own} for address, own in ADDRESSES.items()}

    def test_openapi_says_how_every_request_can_be_refused(self, client: Client) -> None:
        paths = json.loads(client.get("/api/v1/openapi.json").content)["paths"]

        for path, path_of in paths.items():
            answers = path_of["get"]["responses"]
            assert {"200", "400", "429"} <= answers.keys(), path
            assert answers["200"]["content"], path
            assert set(answers["429"]["content"]) == {"application/problem+json"}

    def test_openapi_describes_what_is_no_json(self, client: Client) -> None:
        paths = json.loads(client.get("/api/v1/openapi.json").content)["paths"]

        (kind,) = paths["/api/v1/search.csv"]["get"]["responses"]["200"]["content"]

        assert kind == "text/csv"

    def test_the_page_for_people_needs_no_script(self, client: Client) -> None:
        response = client.get("/api/v1/docs")
        soup = BeautifulSoup(response.content, "html.parser")

        assert response.status_code == 200
        assert soup.select("script:not([src]), style, [style], [onclick]") == []
        assert len(soup.select("main h2")) == len(ADDRESSES)
        assert len(soup.select("table")[0].select("tbody tr")) == len(PARAMETERS) + 1

    def test_the_bare_address_leads_to_it(self, client: Client) -> None:
        assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"

    def test_its_examples_are_answered(self, client: Client) -> None:
        soup = BeautifulSoup(client.get("/api/v1/docs").content, "html.parser")

        examples = [str(link["href"]) for link in soup.select('a[href*="lang=en"]')]

        assert len(examples) == len(ADDRESSES) - 1
        assert {client.get(example).status_code for example in examples} == {200}
