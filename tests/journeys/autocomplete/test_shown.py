"""Suggestions while a reader types: what is seen, heard and fits."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, expect

from core.i18n import format_number
from tests.factories.documents import LANGUAGES, document, indexed
from tests.journeys.autocomplete.listbox import CITY, announced, chosen, shown

BOXES = {"": "home-search", "search/?q=ga": "search-words", "nowhere/": "lost-search"}


def test_suggestions_stand_in_named_groups_and_are_announced(
    page: Page, box: Locator, asked: list[Request], complaints: list[str]
) -> None:
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("autocomplete", "off")

    box.press_sequentially("ga")

    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    groups = {name: page.get_by_role("group", name=name) for name in ("Cities", "Records")}
    expect(groups["Cities"].get_by_role("option")).to_have_text(["GaziantepRecords: 2"])
    expect(groups["Records"].get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("group", name="People")).to_contain_text("Gale Example")
    expect(page.get_by_role("group", name="Themes")).to_have_count(0)
    expect(announced(page)).to_have_text("Suggestions: 4")
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(page.url).netloc}
    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_as_everywhere_else(page: Page, site: str, language: str) -> None:
    indexed(*(document(city=CITY) for _ in range(1_232)))
    page.goto(f"{site}/{language}/")

    page.get_by_role("combobox").press_sequentially("gazi")

    expect(announced(page)).to_contain_text(format_number(2, language))
    expect(shown(page).first).to_contain_text(format_number(1_234, language))


def test_where_nothing_is_found_nothing_opens(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)

    box.press_sequentially("zzz")

    expect(announced(page)).to_have_text("No suggestions")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_have_count(0)


@pytest.mark.parametrize("address", BOXES)
def test_every_search_box_has_them(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}/en/{address}")
    box = page.locator(f"#{BOXES[address]}")
    expect(page.get_by_role("listbox")).to_have_count(0)

    box.fill("gaz")

    expect(shown(page).first).to_contain_text("Gaziantep")


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_open_list_is_accessible_and_fits(
    browser: Browser, site: str, language: str, width: int, scheme: str
) -> None:
    long = "Gaziantep, where neighbours who came late and neighbours who were there learn together"
    indexed(*(document(f"{long} {number}", written_in="fr") for number in range(9)))
    context = browser.new_context(
        viewport={"width": width, "height": 500},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for address, field in BOXES.items():
        page.goto(f"{site}/{language}/{address}")
        box = page.locator(f"#{field}")
        box.fill("ga")
        expect(shown(page)).to_have_count(7)
        box.press("ArrowUp")
        findings = Axe().run(page)
        assert findings.violations_count == 0, findings.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        around = box.locator("xpath=..").bounding_box()
        listed = page.get_by_role("listbox").bounding_box()
        assert around is not None and listed is not None
        assert (listed["x"], listed["width"]) == (around["x"], around["width"])
        # It scrolls inside, to what is chosen, and nothing cuts it off.
        assert page.get_by_role("listbox").evaluate(
            "list => list.scrollHeight > list.clientHeight && list.scrollTop > 0"
            " && list.scrollWidth <= list.clientWidth"
            " && [...document.body.querySelectorAll('*')].every((e) => e === list || !e.scrollTop)"
        )
        expect(chosen(page)).to_be_in_viewport(ratio=0.9)
    context.close()


def test_a_title_of_another_language_says_so_and_begins_where_the_others_begin(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/ar/")
    page.get_by_role("combobox").press_sequentially("gazi")
    names = shown(page).locator("bdi")
    expect(names).to_have_count(2)
    expect(names.first).not_to_have_attribute("lang", re.compile(""))
    expect(names.last).to_have_attribute("lang", "tr")

    edges = names.evaluate_all("all => all.map((name) => name.getBoundingClientRect().right)")

    assert len(set(edges)) == 1
    assert names.last.evaluate("name => getComputedStyle(name).direction") == "ltr"
