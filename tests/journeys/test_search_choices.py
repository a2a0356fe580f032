"""Choosing on the search page: what changes at once, what stays, and what works without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from search.request import View
from tests.factories.documents import document, indexed
from tests.journeys.measures import width

CITIES = (
    "gaziantep-tr", "istanbul-tr", "izmir-tr", "marrakech-ma", "geneva-ch", "sydney-au",
    "sarajevo-ba", "amman-jo", "zarqa-jo", "tripoli-lb", "saida-lb", "quito-ec", "sao-paulo-br",
)  # fmt: skip


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None) -> str:
    """A search page with practices and events of several years and many cities."""
    indexed(
        document("Language school", year=("2018",), city=CITIES),
        document("School buses", year=("2019",), period="2019-05-01", city=CITIES[:1]),
        document("Forum", type=("event",), year=("2020",), period="2020", city=CITIES[:2]),
    )
    return f"{live_server.url}/en/search/"


@pytest.fixture
def opened(page: Page, site: str) -> Page:
    """The page with a mark that a new page would not have."""
    page.goto(site)
    page.evaluate("window.stays = true")
    return page


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stays === true"))


def value(page: Page, parameter: str, code: str) -> Locator:
    return page.locator(f'input[name="{parameter}"][value="{code}"]')


def heading(page: Page) -> Locator:
    return page.locator("#results")


def test_a_choice_changes_results_and_counts_and_nothing_else(
    opened: Page, complaints: list[str]
) -> None:
    event = value(opened, "type", "event")
    event.focus()
    opened.keyboard.press("Space")

    expect(heading(opened)).to_have_text("1 result")
    expect(opened.locator("#search-status")).to_have_text("1 result")
    expect(opened).to_have_url(re.compile(r"/search/\?type=event$"))
    expect(opened).to_have_title(re.compile("^1 result"))
    expect(event).to_be_checked()
    expect(event).to_be_focused()
    expect(value(opened, "year", "2020")).to_have_count(1)
    expect(value(opened, "year", "2018")).to_have_count(0)
    expect(opened.get_by_role("button", name="Show 1 result")).to_be_visible()
    expect(opened.locator('.languages [hreflang="tr"]')).to_have_attribute(
        "href", re.compile("type=event")
    )
    assert stayed(opened)
    assert complaints == []


def test_nothing_jumps_under_the_pointer(opened: Page) -> None:
    opened.set_viewport_size({"width": 1280, "height": 500})
    year = opened.get_by_label("From", exact=True)
    year.scroll_into_view_if_needed()
    before = year.bounding_box()

    year.select_option("2019")

    expect(heading(opened)).to_have_text("2 results")
    after = year.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"]) <= 1
    expect(opened).to_have_url(re.compile(r"\?year_from=2019$"))


def test_the_way_back_leads_through_the_choices(opened: Page) -> None:
    value(opened, "type", "practice").check()
    expect(heading(opened)).to_have_text("2 results")
    opened.get_by_role("link", name="Table").click()
    expect(opened.get_by_role("table")).to_be_visible()
    expect(opened.get_by_role("link", name="Table")).to_be_focused()
    opened.locator("#search-words").fill("buses")
    opened.keyboard.press("Enter")
    expect(heading(opened)).to_have_text(re.compile("^1 result for"))

    opened.go_back()
    expect(heading(opened)).to_have_text("2 results")
    expect(opened.locator("#search-words")).to_have_value("")
    expect(opened.get_by_role("table")).to_be_visible()
    opened.go_back()
    expect(opened.get_by_role("table")).to_have_count(0)
    opened.go_back()
    expect(heading(opened)).to_have_text("3 results")
    expect(value(opened, "type", "practice")).not_to_be_checked()
    assert stayed(opened)


def test_a_slow_answer_never_covers_a_later_one(opened: Page) -> None:
    held: list[Route] = []
    opened.route("**/search/?type=practice", lambda route: held.append(route))

    value(opened, "type", "practice").check()
    value(opened, "type", "event").check()
    # Three records before and after: only the address tells that the answer has come.
    expect(opened).to_have_url(re.compile(r"type=practice&type=event$"))
    assert held
    for route in held:
        route.continue_()
    opened.get_by_role("link", name="Cards").click()

    expect(opened.locator(".results__cards > li")).to_have_count(3)
    expect(opened).to_have_url(re.compile(r"\?type=practice&type=event&view=cards$"))


def test_a_click_while_a_choice_is_answered_loses_neither(opened: Page) -> None:
    held: list[Route] = []
    opened.route("**/search/?type=event", lambda route: held.append(route))

    value(opened, "type", "event").check()
    opened.get_by_role("link", name="Cards").click()
    for route in held:
        route.continue_()

    expect(opened.locator(".results__cards > li")).to_have_count(1)
    expect(opened).to_have_url(re.compile(r"\?type=event&view=cards$"))
    assert held
    assert stayed(opened)


def test_where_no_answer_comes_the_browser_asks_itself(opened: Page) -> None:
    def fail(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.fulfill(status=500)
        else:
            route.continue_()

    opened.route("**/search/?type=event", fail)

    value(opened, "type", "event").check()

    expect(heading(opened)).to_have_text("1 result")
    assert not stayed(opened)


def test_a_long_list_is_searched_and_suggestions_go_on(opened: Page) -> None:
    opened.locator("#facet-city > summary").click()
    field = opened.get_by_label("Find in “City”")
    field.fill("İst")
    rows = opened.locator("#facet-city li:visible")
    expect(rows).to_have_count(1)
    expect(opened.locator("#search-status")).to_have_text("Values: 1")

    rows.get_by_role("checkbox").check()

    expect(heading(opened)).to_have_text("2 results")
    expect(field).to_have_value("İst")
    expect(opened.locator("#facet-city li:visible")).to_have_count(1)
    opened.locator("#search-words").press_sequentially("lang")
    expect(opened.get_by_role("option", name="Language school")).to_be_visible()


def test_a_chip_is_taken_away_in_place(opened: Page) -> None:
    value(opened, "type", "event").check()
    opened.get_by_role("link", name="Remove: Type: Event").click()

    expect(heading(opened)).to_have_text("3 results")
    expect(heading(opened)).to_be_focused()
    assert stayed(opened)


def test_on_a_phone_the_filters_lead_back_to_the_results(opened: Page) -> None:
    opened.set_viewport_size({"width": 320, "height": 640})
    opened.locator(".search__facets > summary").click()
    value(opened, "type", "event").check()

    opened.get_by_role("button", name="Show 1 result").click()

    expect(opened.locator("#search-boxes")).not_to_be_visible()
    expect(heading(opened)).to_be_focused()
    expect(heading(opened)).to_be_in_viewport()


def test_without_javascript_the_form_asks(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{site}?view=timeline")
        value(page, "type", "practice").check()
        page.get_by_label("From", exact=True).select_option("2019")
        page.get_by_role("button", name="Apply filters").click()
        expect(heading(page)).to_have_text("1 result")
        expect(page.locator(".timeline__heading")).to_have_text("2019")
        assert "#results" in page.url
    finally:
        context.close()


@pytest.mark.parametrize("view", View)
def test_every_view_is_accessible_on_a_narrow_screen(
    page: Page, site: str, complaints: list[str], view: View
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}?view={view}&q=school&city=gaziantep-tr")
    page.locator(".search__facets > summary").click()

    findings = Axe().run(page)

    assert findings.violations_count == 0, findings.generate_report()
    assert width(page) == 320
    assert complaints == []
