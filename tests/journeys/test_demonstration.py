"""Every page of the demonstration, as visitors see it: whole, accessible, asking nobody else."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pytest_django.live_server_helper import LiveServer

from search.models import DocumentRow
from tests.journeys.measures import width

SEARCH = "search/?theme=social-cohesion&objective=gcm-16&objective=gcr-2"


@pytest.fixture
def asked(page: Page) -> Iterator[set[str]]:
    """The hosts the browser has asked."""
    hosts: set[str] = set()

    def note(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https"):
            hosts.add(address.netloc)

    page.on("request", note)
    yield hosts
    page.remove_listener("request", note)


def addresses() -> list[str]:
    """Home pages, sections, search, and every record in every language it is published in."""
    records = DocumentRow.objects.order_by("pk").values_list("line", flat=True)
    sections = ("practices", "projects", "events", "declarations", "reports", "cities", "union")
    return [
        *(f"/{code}/" for code in ("en", "tr", "ar", "fr")),
        *(f"/en/{section}/" for section in sections),
        *(f"/{code}/{SEARCH}" for code in ("en", "tr", "ar", "fr")),
        "/en/about/",
        *(line["url"] for line in records),
    ]


def test_every_page_fits_a_phone_and_a_desk_and_asks_no_other_host(
    page: Page, demonstration: LiveServer, complaints: list[str], asked: set[str]
) -> None:
    wide_pages = []
    for address in addresses():
        response = page.goto(demonstration.url + address)
        assert response is not None and response.status == 200, address
        for screen in (1280, 360):
            page.set_viewport_size({"width": screen, "height": 800})
            if width(page) > screen:
                wide_pages.append((address, screen))
    assert wide_pages == []
    assert complaints == []
    assert asked == {urlsplit(demonstration.url).netloc}


def one_of_each_type() -> list[str]:
    """A page for each template, in English and Arabic."""
    first: dict[tuple[str, str], str] = {}
    for line in DocumentRow.objects.order_by("pk").values_list("line", flat=True):
        first.setdefault((line["type"], line["language"]), line["url"])
    records = [url for (_type, language), url in first.items() if language in ("en", "ar")]
    return ["/en/", "/ar/", "/en/events/", f"/en/{SEARCH}", f"/ar/{SEARCH}", "/en/none/", *records]


def contexts(browser: Browser) -> Iterator[BrowserContext]:
    """A phone in the dark and a desk by day."""
    yield browser.new_context(color_scheme="dark", viewport={"width": 360, "height": 740})
    yield browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900})


def test_every_template_is_accessible_in_both_directions_light_and_dark(
    browser: Browser, demonstration: LiveServer
) -> None:
    findings = []
    for context in contexts(browser):
        page = context.new_page()
        for address in one_of_each_type():
            page.goto(demonstration.url + address)
            result = Axe().run(page)
            if result.violations_count:
                findings.append((address, result.generate_report()))
        context.close()
    assert findings == []
