"""What a first visit shows, in every language, on a narrow and on a wide screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.journeys.measures import width

LANGUAGES = [code for code, _ in settings.LANGUAGES]
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
ADDRESSES = ("", "search/", "search/?q=water&theme=nonsense")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_open_accessible_and_without_a_complaint(
    page: Page, live_server: LiveServer, complaints: list[str], language: str, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    for address in ADDRESSES:
        response = page.goto(f"{live_server.url}/{language}/{address}")
        assert response is not None and response.status == 200
        expect(page.locator("html")).to_have_attribute("lang", language)
        direction = "rtl" if language == "ar" else "ltr"
        expect(page.locator("html")).to_have_attribute("dir", direction)
        assert width(page) <= size["width"]
        findings = Axe().run(page)
        assert findings.violations_count == 0, findings.generate_report()
    assert complaints == []


def test_the_first_key_leads_past_the_header(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#\w+"))
    target = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"main#{target}, main #{target}").count() == 1


def test_search_works_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{live_server.url}/en/")
        box = page.get_by_role("searchbox").first
        box.fill("water")
        box.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search/\?.*q=water"))
    finally:
        context.close()
