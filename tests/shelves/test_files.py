"""Lists as files: whole, and safe to open."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from shelves.models import Shelf
from tests.shelves.lists import Committed, keep, record

pytestmark = pytest.mark.django_db
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u200b=1", "|x", "%x")


def file(client: Client, shelf: Shelf, ending: str, language: str = "en") -> bytes:
    response = client.get(f"/{language}/shelves/{shelf.pk}/list.{ending}")
    assert response.status_code == 200
    assert f'.{ending}"' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    return bytes(response.content)


def table(content: bytes, ending: str) -> list[list[str]]:
    if ending == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    sheet: Any = load_workbook(BytesIO(content)).active
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_holds_the_records_in_their_order_with_their_notes(
    committed: Committed, ending: str
) -> None:
    client = Client()
    pages = [record(committed, title) for title in ("Zebra", "Ant")]
    shelf, *_same = [keep(client, page, note=f"Note: {page.title}\nline 2") for page in pages]

    found = table(file(client, shelf, ending), ending)

    assert found[0][:2] == ["List", "For the mayor"]
    header, *rows = found[3:]
    assert [row[header.index("title")] for row in rows] == ["Zebra", "Ant"]
    assert [row[header.index("note")] for row in rows] == [
        "Note: Zebra line 2",
        "Note: Ant line 2",
    ]
    urls = [row[header.index("url")] for row in rows]
    assert urls == [f"http://testserver{page.get_url()}" for page in pages]


def test_json_holds_the_same(committed: Committed) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, note="Line\nand line")
    gone = record(committed, "Gone")
    keep(client, gone, note="Still mine")
    with committed():
        gone.delete()

    found = json.loads(file(client, shelf, "json"))

    assert found["list"] == "For the mayor"
    first, second = found["records"]
    assert first["title"] == "Language cafés"
    assert first["note"] == "Line\nand line"
    assert first["public"] is True
    assert second == {"id": str(gone.translation_key), "public": False, "note": "Still mine"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(committed: Committed, ending: str, formula: str) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, note=formula)
    Shelf.objects.update(name=formula)

    found = table(file(client, shelf, ending), ending)

    for text in (found[0][1], found[-1][-1]):
        assert text.startswith("'")


def test_a_workbook_runs_as_the_language_does(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))

    sheets: list[Any] = [
        load_workbook(BytesIO(file(client, shelf, "xlsx", language))).active
        for language in ("ar", "en")
    ]

    assert [bool(sheet.sheet_view.rightToLeft) for sheet in sheets] == [True, False]


@pytest.mark.parametrize("ending", ["pdf", "csvx", "", "../csv"])
def test_there_are_no_other_files(committed: Committed, ending: str) -> None:
    client = Client()
    shelf = keep(client, record(committed))

    assert client.get(f"/en/shelves/{shelf.pk}/list.{ending}").status_code == 404
