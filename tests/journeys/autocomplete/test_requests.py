"""What the script asks of the server, and what becomes of the box where no answer comes."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect
from pytest_django import Settings

from scripts.paths import ROOT
from search import limits
from tests.journeys.autocomplete.listbox import announced, shown

PAUSE = 150  # milliseconds


def texts(requests: list[Request]) -> list[str]:
    """What suggestions were asked for, in turn."""
    found = [urlsplit(request.url) for request in requests]
    return [parse_qs(url.query)["q"][0] for url in found if url.path.endswith("/suggest")]


def test_the_server_is_asked_once_for_two_letters_or_more_after_a_pause(
    page: Page, site: str, asked: list[Request]
) -> None:
    page.clock.install(time=0)
    page.goto(f"{site}/en/")
    page.clock.pause_at(3_600_000)
    box = page.get_by_role("combobox")
    box.press_sequentially("-g")
    page.clock.run_for(PAUSE)
    box.press_sequentially("arde")
    page.clock.run_for(PAUSE - 1)
    assert texts(asked) == []

    page.clock.run_for(1)

    expect(shown(page)).to_have_count(1)
    assert texts(asked) == ["-garde"]


def test_an_answer_that_comes_too_late_is_not_shown(page: Page, box: Locator) -> None:
    waiting: list[Route] = []
    page.route(re.compile(r"/suggest\?.*q=ga$"), lambda route: waiting.append(route))
    with page.expect_request("**/suggest?*q=ga"):
        box.press_sequentially("ga")

    with page.expect_event("requestfailed") as given_up:
        box.press_sequentially("rde")

    expect(shown(page)).to_have_text(["Gardens for all"])
    assert texts([given_up.value]) == ["ga"]


def test_too_many_requests_leave_the_plain_form_and_are_not_repeated(
    page: Page,
    box: Locator,
    asked: list[Request],
    complaints: list[str],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.MEYDAN_REQUESTS_A_MINUTE = {"suggest": 1}
    monkeypatch.setattr(limits, "LIMITER", limits.Limiter(lambda: 1_700_000_040.0))
    box.press_sequentially("ga")
    expect(shown(page)).to_have_count(4)

    with page.expect_response("**/suggest?*q=gar") as refused:
        box.press_sequentially("r")

    assert refused.value.status == 429
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(announced(page)).to_have_text("")
    box.press_sequentially("d")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/search/\?q=gard$"))
    assert texts(asked) == ["ga", "gar"]
    # The browser's own words on the refusal; no script can keep them back.
    assert all(line.startswith("Failed to load resource") for line in complaints)


def test_without_a_network_the_box_stays_what_it_was(
    page: Page, box: Locator, complaints: list[str]
) -> None:
    page.context.set_offline(True)

    with page.expect_event("requestfailed"):
        box.press_sequentially("ga")

    expect(box).to_have_value("ga")
    expect(page.get_by_role("listbox")).to_have_count(0)
    assert all(line.startswith("Failed to load resource") for line in complaints)


def test_without_javascript_there_is_a_plain_form(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/")
    box = page.get_by_role("searchbox")
    assert box.get_attribute("autocomplete") is None
    box.fill("gard")
    expect(page.get_by_role("listbox")).to_have_count(0)
    box.press("Enter")
    expect(page.get_by_role("link", name="Gardens for all", exact=True)).to_be_visible()
    context.close()


def test_the_script_is_small() -> None:
    assert (ROOT / "static/js/autocomplete.js").stat().st_size < 6 * 1024
