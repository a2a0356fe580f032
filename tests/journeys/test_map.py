"""The map of what was found: by keyboard, in both directions, and without asking anybody else."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.documents import document, indexed
from tests.journeys.measures import width as width_of

ISTANBUL, NEIGHBOUR = ("istanbul-tr",), ("bagcilar-tr",)


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None) -> str:
    """A site with records in four cities, two of them too close to be told apart on a map."""
    indexed(
        document("Bridges for all", city=("gaziantep-tr",)),
        document("Language cafés", city=("gaziantep-tr",)),
        document("On the Bosphorus", city=ISTANBUL),
        document("A quarter's kitchen", city=NEIGHBOUR),
        document("By the lake", city=("geneva-ch",)),
        document("A study"),
    )
    return live_server.url


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The addresses the browser asks for."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


def circle(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(name))


def panel(page: Page) -> Locator:
    return page.locator(".map__panel")


@pytest.fixture
def shown(page: Page, site: str) -> Page:
    page.goto(f"{site}/en/search/?view=map")
    page.locator(".map__canvas").scroll_into_view_if_needed()
    expect(circle(page, "^Gaziantep, 2 records$")).to_be_visible()
    return page


def test_a_circle_opens_its_list_by_keyboard(shown: Page, complaints: list[str]) -> None:
    gaziantep = circle(shown, "^Gaziantep")
    gaziantep.focus()
    shown.keyboard.press("Enter")

    expect(panel(shown).locator(".map__place")).to_be_focused()
    expect(panel(shown)).to_contain_text("Gaziantep, 2 records")
    links = panel(shown).get_by_role("link")
    expect(links).to_have_text(["Language cafés", "Bridges for all"])
    shown.keyboard.press("Tab")
    expect(links.first).to_be_focused()

    shown.keyboard.press("Escape")
    expect(panel(shown)).to_be_hidden()
    expect(gaziantep).to_be_focused()
    assert complaints == []


def test_circles_that_would_overlap_are_one(shown: Page) -> None:
    both = circle(shown, "^(Istanbul and Bağcılar|Bağcılar and Istanbul), 2 records$")
    both.press("Enter")

    expect(panel(shown).get_by_role("link", name="A quarter's kitchen")).to_be_visible()
    expect(panel(shown).get_by_role("link", name="On the Bosphorus")).to_be_visible()

    before = both.bounding_box()
    shown.get_by_role("button", name="Zoom in here").click()
    expect(panel(shown)).to_be_hidden()
    expect(circle(shown, "Istanbul")).to_be_focused()
    assert before is not None


def test_the_map_moves_by_keyboard(shown: Page) -> None:
    canvas = shown.get_by_role("region", name="Map of the results")
    place = circle(shown, "^Gaziantep").bounding_box()
    assert place is not None

    canvas.focus()
    shown.keyboard.press("ArrowRight")
    shown.wait_for_function(
        "(x) => document.querySelector('.map__circle[aria-label^=Gaziantep]')"
        ".getBoundingClientRect().x < x - 20",
        arg=place["x"],
    )
    shown.keyboard.press("+")
    expect(shown.locator(".leaflet-zoom-anim")).to_have_count(0)
    expect(circle(shown, "^Gaziantep")).to_be_attached()


def test_nobody_else_is_asked(
    shown: Page, site: str, asked: list[str], complaints: list[str]
) -> None:
    shown.reload()
    shown.locator(".map__canvas").scroll_into_view_if_needed()
    expect(circle(shown, "^Gaziantep")).to_be_visible()

    files = [address for address in asked if "leaflet.js" in address or "world.json" in address]
    assert len(files) == 2
    assert [address for address in asked if not address.startswith(site)] == []
    assert complaints == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_map_is_accessible(
    page: Page, site: str, complaints: list[str], language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/{language}/search/?view=map")
    page.locator(".map__canvas").scroll_into_view_if_needed()
    found = page.locator(".map__circle")
    expect(found.first).to_be_visible()
    if language == "ar":
        expect(found.first).to_have_text(re.compile("٢"))
        expect(found.first).to_have_attribute("aria-label", re.compile("غازي عنتاب"))

    found.first.press("Enter")
    expect(panel(page)).to_be_visible()

    assert width_of(page) <= width
    findings = Axe().run(page)
    assert findings.violations_count == 0, findings.generate_report()
    assert complaints == []


def test_without_a_script_there_is_the_list(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{site}/en/search/?view=map")
        expect(page.locator("place-map")).to_be_hidden()
        expect(page.get_by_role("heading", name="Türkiye")).to_be_visible()
        expect(page.get_by_role("link", name="By the lake")).to_be_visible()
        expect(page.get_by_role("heading", name="1 record names no city")).to_be_visible()
    finally:
        context.close()
