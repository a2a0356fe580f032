"""Every page of the demonstration, as visitors see it: whole, accessible, asking nobody else."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

from home.models import CollectionPage
from search.models import DocumentRow
from search.request import View
from tests.bench.trials import is_long
from tests.journeys.measures import width

Scheme = Literal["light", "dark"]
ENTRIES = {
    "themes": "social-cohesion", "compacts": "gcm", "objectives": "gcm-16",
    "cities": "gaziantep-tr", "countries": "TR",
}  # fmt: skip
NARROW, WIDE = 320, 1280
SCREENS: dict[str, list[tuple[Scheme, int]]] = {
    "en": [("light", WIDE)],
    "ar": [("dark", NARROW)],
}
if is_long():
    every: list[tuple[Scheme, int]] = [
        ("light", NARROW), ("light", WIDE), ("dark", NARROW), ("dark", WIDE),
    ]  # fmt: skip
    SCREENS = dict.fromkeys(("en", "ar", "tr"), every)
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


def templates(language: str) -> list[str]:
    """An address for each template that readers see, in one language."""
    first: dict[str, str] = {}
    practices = []
    for line in DocumentRow.objects.order_by("pk").values_list("line", flat=True):
        if line["language"] == language:
            first.setdefault(line["type"], line["url"])
            practices += [line["id"]] * (line["type"] == "practice")
    compared = "&".join(f"record={key}" for key in practices[:2])
    collection = CollectionPage.objects.live().filter(locale__language_code=language).first()
    assert collection
    own = [
        "", "events/", "about/", "none/", SEARCH, *(f"search/?view={view}" for view in View),
        "search/?q=zzzzzz", f"search/record/{practices[0]}/", f"compare/?{compared}", "shelves/",
        "calendar/", "browse/collections/", *(f"browse/{kind}/" for kind in ENTRIES),
        *(f"browse/{kind}/{code}/" for kind, code in ENTRIES.items()),
        f"contact/{practices[0]}/", "calls/", "join/", "account/login/", "account/password/reset/",
    ]  # fmt: skip
    return [*(f"/{language}/{path}" for path in own), *first.values(), collection.url]


@pytest.mark.parametrize("language", SCREENS)
def test_every_template_is_accessible_by_day_and_by_night(
    page: Page, demonstration: LiveServer, language: str
) -> None:
    findings = []
    for address in templates(language):
        page.goto(demonstration.url + address)
        for scheme, screen in SCREENS[language]:
            # Without movement: else colours are measured on their way from day to night.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": screen, "height": 800})
            result = Axe().run(page)
            if result.violations_count or width(page) > screen:
                findings.append((address, scheme, screen, result.generate_report()))
    assert findings == []
