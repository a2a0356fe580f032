"""Every component, on a phone and at a desk, by day and by night, in both directions."""

from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer


def test_every_component_is_accessible_and_fits(browser: Browser, live_server: LiveServer) -> None:
    findings = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme, width in product(schemes, (320, 1280)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = context.new_page()
        for language in ("en", "ar"):
            page.goto(f"{live_server.url}/{language}/styleguide/")
            where = (language, scheme, width)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                findings.append((where, "wider than the screen"))
            result = Axe().run(page)
            if result.violations_count:
                findings.append((where, result.generate_report()))
        context.close()
    assert findings == []
