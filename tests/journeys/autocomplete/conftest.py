"""A site with something to suggest, and a box to type into."""

import pytest
from playwright.sync_api import Locator, Page, Request
from pytest_django.live_server_helper import LiveServer

from search.document import Document
from tests.factories.documents import document, indexed
from tests.journeys.autocomplete.listbox import CITY


def naming(title: str, person: str) -> Document:
    made = document(title)
    made.line["people"] = [person]
    return Document(**{**vars(made), "texts": {**made.texts, "names": person}})


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None) -> str:
    """The address of a site with two records of a city, one of them in Turkish, and a person."""
    indexed(
        document("Gardens for all", city=CITY),
        document("Gaziantep buluşmaları", written_in="tr", city=CITY),
        naming("A report", "Gale Example"),
    )
    return live_server.url


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box of the English home page, ready to be typed into."""
    page.goto(f"{site}/en/")
    found = page.get_by_role("combobox")
    found.focus()
    return found


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """The requests of the browser."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    return requests
