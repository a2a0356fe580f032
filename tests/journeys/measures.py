"""How long a browser is waited for, and what it says of a page that has come whole."""

from playwright.sync_api import Page

PATIENCE = 20_000  # ms; on a busy machine a publication takes seconds


def width(page: Page) -> int:
    """How wide the page is, in its own pixels: wider than the screen if it scrolls sideways."""
    # A page that has only begun has nothing to measure, and for a moment no element at all.
    page.wait_for_load_state()
    found: int = page.locator("html").evaluate("html => html.scrollWidth")
    return found
