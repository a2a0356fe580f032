"""All results of a search as a file: complete, named, and safe to open."""

import csv
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.test.client import RequestFactory
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from core.plain import cell
from search import dirty
from search.api.downloads import download
from search.exports.table import HEADER
from tests.factories.documents import document, indexed, records
from tests.factories.pages import PracticePageFactory, section

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]
# PostgreSQL takes no NUL into a text, so no page can hold one.
NUL = "\x00"
ENDINGS = ("csv", "xlsx", "json")
FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n@x", " =1+1", "\u200f=1+1",
    "\u00a0=1", "\ufeff=1", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("http://x.example","y")',
    "|calc", "%0A=1", "\x00=1", "\u202e=1", "\u0301=1",
)  # fmt: skip


def file(client: Client, ending: str, query: str = "") -> bytes:
    response = client.get(f"/api/v1/search.{ending}?{query}")
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response)


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(content: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]


def table(client: Client, ending: str, query: str = "") -> list[dict[str, str]]:
    read = rows_of_csv if ending == "csv" else rows_of_xlsx
    rows = read(file(client, ending, query))
    start = next(place for place, row in enumerate(rows) if row[: len(HEADER)] == list(HEADER))
    return [dict(zip(HEADER, row, strict=False)) for row in rows[start + 1 :]]


class TestContent:
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_a_table_holds_every_result_in_order(self, client: Client, ending: str) -> None:
        made = records(130, year=("2019",))
        records(3)

        found = table(client, ending, "year=2019&page=2&page_size=5")

        assert [row["id"] for row in found] == [str(one.key) for one in reversed(made)]

    def test_json_holds_every_result_in_order(self, client: Client) -> None:
        made = records(1_203, year=("2019",))

        found = json.loads(file(client, "json", "year=2019"))

        assert [record["id"] for record in found["records"]] == [
            str(one.key) for one in reversed(made)
        ]
        assert found["date"] == timezone.localdate().isoformat()
        assert found["query"] == {
            "lang": "en", "q": "", "year": ["2019"], "match": [], "sort": "newest",
        }  # fmt: skip

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_a_row_holds_codes_and_what_they_are_called(self, client: Client, ending: str) -> None:
        indexed(
            document(
                "Danışma",
                summary="Two\nlines",
                period="2016-01-15/",
                city=("gaziantep-tr", "istanbul-tr"),
                lessons=("yes",),
                support=("visit",),
                population=("over-1m",),
                year=("2016", "2017"),
            )
        )

        (row,) = table(client, ending, "lang=tr")

        assert row["url"].startswith("http://testserver/en/")
        assert (row["title"], row["summary"]) == ("Danışma", "Two lines")
        assert row["cities"] == "gaziantep-tr; istanbul-tr"
        assert row["cities_labels"] == "Gaziantep; İstanbul"
        assert row["population_labels"] == "Nüfusu 1 milyonun üzerinde"
        assert (row["lessons"], row["years"], row["budget"]) == ("yes", "2016; 2017", "")
        assert row["period"] == "2016-01-15/"

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_a_table_begins_with_what_was_asked_for_and_when(
        self, client: Client, ending: str
    ) -> None:
        records(1, theme=("social-cohesion",))
        read = rows_of_csv if ending == "csv" else rows_of_xlsx

        rows = read(file(client, ending, "q=record&theme=social-cohesion&sort=title"))

        about = [row[:2] for row in rows[:5]]
        address = "http://testserver/en/search/?q=record&theme=social-cohesion&sort=title"
        assert about == [
            ["Search", address],
            ["Words", "record"],
            ["Theme", "Social cohesion and living together"],
            ["Sort by", "Title"],
            ["Date", timezone.localdate().isoformat()],
        ]
        assert not any(rows[5])

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_an_empty_result_is_a_file_too(self, client: Client, ending: str) -> None:
        content = file(client, ending, "q=nothing")

        assert b"nothing" in content or ending == "xlsx"

    def test_the_file_is_named_by_language_and_day(self, client: Client) -> None:
        response = client.get("/api/v1/search.xlsx?lang=ar")

        day = timezone.localdate().isoformat()
        assert response["Content-Disposition"] == f'attachment; filename="meydan-ar-{day}.xlsx"'
        assert response["X-Robots-Tag"] == "noindex"

    def test_the_sheet_runs_as_the_language_does(self, client: Client) -> None:
        sheets = [
            load_workbook(BytesIO(file(client, "xlsx", f"lang={language}"))).worksheets[0]
            for language in ("ar", "fr")
        ]

        assert [bool(sheet.sheet_view.rightToLeft) for sheet in sheets] == [True, False]

    def test_a_large_workbook_is_whole(self, client: Client) -> None:
        records(700, summary="<&>\"' ıİşğ العربية 😀 \ufffe \x0b" * 3)

        content = file(client, "xlsx")

        assert ZipFile(BytesIO(content)).testzip() is None
        assert len(rows_of_xlsx(content)) == 700 + 4


class TestStreaming:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_the_index_is_read_as_the_file_is_sent(self, ending: str) -> None:
        records(1_200)
        response: Any = download(RequestFactory().get("/api/v1/search"), ending)
        pieces = iter(response.streaming_content)
        first = [next(pieces) for _ in range(2)]

        indexed()
        rest = list(pieces)

        assert sum(map(len, first)) < sum(map(len, rest))
        assert len(rest) > 3

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_what_is_withdrawn_meanwhile_is_not_sent(self, ending: str) -> None:
        oldest, *_others = records(1_600)
        response: Any = download(RequestFactory().get("/api/v1/search"), ending)
        pieces = iter(response.streaming_content)
        start = [next(pieces), next(pieces)]

        dirty.mark({oldest.key}, drain=False)
        content = b"".join([*start, *pieces])

        if ending == "xlsx":
            content = str(rows_of_xlsx(content)).encode()
        assert str(_others[0].key).encode() in content
        assert str(oldest.key).encode() not in content


class TestPrivacy:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_drafts_and_private_pages_are_in_no_byte(
        self, client: Client, committed: Committed, ending: str
    ) -> None:
        with committed():
            parent = section("practice")
            PracticePageFactory(parent=parent, title="Public one")
            PracticePageFactory(parent=parent, title="Hidden draft", live=False)
            private = PracticePageFactory(parent=parent, title="Hidden members only")
            PageViewRestriction.objects.create(
                page=private, restriction_type=PageViewRestriction.LOGIN
            )

        content = file(client, ending)

        if ending == "xlsx":
            content = str(rows_of_xlsx(content)).encode()
        assert b"Public one" in content
        assert b"Hidden" not in content

    def test_only_promised_fields_are_sent(self, client: Client) -> None:
        made = document("Office")
        made.line["people"] = ["Nobody Else"]
        indexed(made)

        assert not any(b"Nobody" in file(client, ending) for ending in ("csv", "json"))


class TestFormulas:
    @pytest.mark.parametrize("text", FORMULAS)
    def test_a_cell_never_begins_a_formula(self, text: str) -> None:
        made = cell(text)

        assert made.startswith("'")
        assert not set("\t\r\n\x00") & set(made)

    @pytest.mark.parametrize(
        "text", ["", "School", "Şahin", "مدينة", "2016-01-15/", "a=b", "1+1", "'quoted'", "École"]
    )
    def test_other_cells_stay_as_they_are(self, text: str) -> None:
        assert cell(text) == text

    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_no_title_no_summary_and_no_query_becomes_one(
        self, client: Client, ending: str
    ) -> None:
        indexed(*(document(text, summary=text) for text in FORMULAS if NUL not in text))
        read = rows_of_csv if ending == "csv" else rows_of_xlsx

        for query in ("", "q=%3D1%2B1", "q=-x", "q=%40SUM"):
            cells = [text for row in read(file(client, ending, query)) for text in row]
            assert not [text for text in cells if text.lstrip()[:1] in tuple("=+-@|%＝＋－＠")]

    def test_a_workbook_holds_no_formula(self, client: Client) -> None:
        indexed(*(document(text) for text in FORMULAS if NUL not in text))

        sheet = load_workbook(BytesIO(file(client, "xlsx"))).worksheets[0]

        assert {found.data_type for row in sheet.iter_rows() for found in row} <= {"s", "n"}

    def test_a_long_cell_is_cut_where_spreadsheets_end(self) -> None:
        assert len(cell("=" + "x" * 50_000)) <= 32_767


class TestRefusals:
    @pytest.mark.parametrize("ending", ENDINGS)
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [("theme=nonsense", "theme"), ("lang=xx", "lang"), ("x=1", "x"), ("q=%00", "q")],
    )
    def test_what_is_wrong_is_named(
        self, client: Client, ending: str, query: str, parameter: str
    ) -> None:
        response = client.get(f"/api/v1/search.{ending}?{query}")

        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert [error["parameter"] for error in response.json()["errors"]] == [parameter]
