"""Suggestions followed by mouse and touch."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.autocomplete.listbox import shown


def test_a_click_follows_the_suggestion(page: Page, box: Locator) -> None:
    box.press_sequentially("gale")

    shown(page).first.click()

    expect(page).to_have_url(re.compile(r"/en/search/\?q=%22Gale\+Example%22$"))


def test_filters_stay_chosen(page: Page, site: str) -> None:
    page.goto(f"{site}/en/search/?type=practice&year_from=2000&view=table")
    page.get_by_role("combobox").first.press_sequentially("gazi")
    expect(shown(page).first).to_contain_text("Gaziantep")
    expect(shown(page).first).not_to_contain_text("Records:")

    shown(page).first.click()

    page.wait_for_url(re.compile("city="))
    assert parse_qs(urlsplit(page.url).query) == {
        "city": ["gaziantep-tr"],
        "type": ["practice"],
        "year_from": ["2000"],
        "view": ["table"],
    }


def test_a_press_between_the_suggestions_leaves_them(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")

    page.get_by_label("Suggestions").get_by_text("Cities", exact=True).hover()
    page.mouse.down()

    expect(box).to_be_focused()
    expect(shown(page)).to_have_count(4)
    page.mouse.up()
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_tap_follows_the_suggestion(browser: Browser, site: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/ar/")
    page.get_by_role("combobox").tap()
    page.keyboard.type("gazi")

    shown(page).first.tap()

    expect(page).to_have_url(re.compile(r"/ar/search/\?city=gaziantep-tr$"))
    context.close()
