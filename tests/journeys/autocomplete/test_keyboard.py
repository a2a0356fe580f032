"""Suggestions chosen without a mouse; keys that mean something else keep their meaning."""

import re

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.journeys.autocomplete.listbox import chosen, shown


def test_arrows_walk_through_the_list_and_the_text_stays(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)
    for place in (0, 1, 2, 3):
        box.press("ArrowDown")
        active = shown(page).nth(place)
        expect(active).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", active.get_attribute("id") or "")
    box.press("ArrowDown")  # back to the text
    expect(chosen(page)).to_have_count(0)
    box.press("ArrowUp")
    expect(shown(page).last).to_have_attribute("aria-selected", "true")
    expect(chosen(page)).to_have_count(1)
    expect(box).to_have_value("ga")
    expect(box).to_be_focused()


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft"])
def test_other_keys_move_in_the_text(page: Page, box: Locator, key: str) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)
    box.press("ArrowDown")
    expect(chosen(page)).to_have_count(1)

    box.press(key)

    expect(chosen(page)).to_have_count(0)
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
    place = {"Home": 0, "End": 2, "ArrowLeft": 1}[key]
    assert box.evaluate("element => element.selectionStart") == place


def test_enter_follows_the_suggestion(page: Page, box: Locator, complaints: list[str]) -> None:
    box.press_sequentially("gaz")
    expect(shown(page)).to_have_count(2)

    box.press("ArrowDown")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/en/search/\?city=gaziantep-tr$"))
    assert complaints == []


def test_enter_without_a_choice_searches_for_the_text(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)

    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/en/search/\?q=ga$"))
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_escape_closes_and_then_clears(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("ga")

    box.press("ArrowDown")  # opens again
    expect(chosen(page)).to_contain_text("Gaziantep")

    box.press("Escape")
    box.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_leaving_the_box_closes(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)

    box.press("Tab")

    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_an_input_method_keeps_its_keys(page: Page, box: Locator) -> None:
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "r", "selectionStart": 1, "selectionEnd": 1})
    expect(shown(page)).to_have_count(1)  # phones compose what they type: it counts

    for key in ("ArrowDown", "Enter"):
        press_raw(session, key)

    expect(box).to_have_value("gar")
    expect(shown(page)).to_have_count(1)
    expect(chosen(page)).to_have_count(0)


def press_raw(session: CDPSession, key: str) -> None:
    """A key that goes to the input method: the page only hears of it."""
    event = {"type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", event)
