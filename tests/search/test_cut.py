"""Very common phrases: readers and programs are told that not every record was read."""

import json

import pytest
from django.test import Client

from search.engines.database import reading
from search.query import MOST_VERIFIED
from tests.factories.documents import records

pytestmark = pytest.mark.django_db

PHRASE = "%22social+cohesion%22"
NOTICE = f"only the best {MOST_VERIFIED:,} of them were read"


@pytest.fixture(autouse=True)
def five_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the phrase, which is more than are read."""
    monkeypatch.setattr(reading, "MOST_VERIFIED", 4)
    records(5, summary="Of social cohesion")


def file(client: Client, ending: str, text: str) -> str:
    return b"".join(client.get(f"/api/v1/search.{ending}?q={text}")).decode()


@pytest.mark.parametrize(("text", "cut"), [(PHRASE, True), ("social+cohesion", False)])
def test_the_page_the_interface_and_files_say_so(client: Client, text: str, cut: bool) -> None:
    page = client.get(f"/en/search/?q={text}").content.decode()
    assert (NOTICE in page) is cut
    assert client.get(f"/api/v1/search?q={text}").json()["cut"] is cut
    assert (NOTICE in file(client, "csv", text)) is cut
    assert json.loads(file(client, "json", text))["cut"] is cut
