"""A change of the original reaches the readers of another language, by way of three people."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import PASSWORD, person
from tests.translations.records import begun, publish
from translations.states import latest_of

PEOPLE = {
    "editor": "Moderators",
    "translator": "Translators (tr)",
    "reviewer": "Translation reviewers (tr)",
}
OLD, NEW = "The town has one language café.", "The town has three language cafés."
OLD_TURKISH, NEW_TURKISH = "Kentte bir dil kafesi var.", "Kentte üç dil kafesi var."


@pytest.fixture
def turkish(transactional_db: None) -> Any:
    """A practice and its published translation; and who works on it."""
    for name, group in PEOPLE.items():
        person(name, group)
    original = PracticePageFactory(parent=section(), title="Language cafés", summary=OLD)
    original.save_revision().publish()
    page = begun(original)
    return publish(page, title="Dil kafeleri", summary=OLD_TURKISH)


def log_in(page: Page, server: LiveServer, name: str) -> None:
    """In place of whoever was at the machine before."""
    page.context.clear_cookies()
    page.goto(f"{server.url}/admin/")
    page.get_by_label("E-mail address or user name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_title(re.compile("Dashboard"))


def open_translation(page: Page, state: str) -> None:
    """From the menu to the board, and from its cell to what has changed."""
    page.get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Translations", exact=True).click()
    expect(page).to_have_title(re.compile("Translations"))
    page.get_by_role("link", name=re.compile(f"^Language cafés, Turkish: {state}")).click()
    expect(page.get_by_role("heading", name="English to Turkish")).to_be_visible()


def from_menu(page: Page, name: str) -> None:
    """What Wagtail keeps behind the arrow beside “Save draft”."""
    page.get_by_role("button", name="Actions").last.click()
    page.get_by_role("button", name=name).click()


def change_original(page: Page, address: str) -> None:
    """What the editor does."""
    page.goto(address)
    page.locator("#id_summary").fill(NEW)
    from_menu(page, "Publish")
    expect(page.locator(".messages")).to_contain_text("published")


def translate(page: Page) -> None:
    """What the translator sees, and does about it."""
    open_translation(page, "out of date")
    row = page.get_by_role("row", name=re.compile("^Summary"))
    for text in (OLD, OLD_TURKISH):
        expect(row).to_contain_text(text)
    expect(row.get_by_role("deletion")).to_have_text(["one", "café."])
    expect(row.get_by_role("insertion")).to_have_text(["three", "cafés."])
    page.get_by_role("button", name="Bring up to date").click()
    expect(page.locator(".messages")).to_contain_text("up to date")
    page.get_by_role("link", name="Edit this text").click()
    panel = page.locator(".translation-panel")
    expect(panel.get_by_role("insertion").first).to_have_text("three")
    panel.get_by_role("link", name="Summary").click()
    expect(page.locator("#id_summary")).to_be_focused()
    page.locator("#id_summary").fill(NEW_TURKISH)
    from_menu(page, "Submit to Translation review")
    expect(page.locator(".messages")).to_contain_text("submitted")


def approve(page: Page) -> None:
    """What the reviewer does."""
    open_translation(page, "draft")
    expect(page.get_by_text("It is being reviewed.")).to_be_visible()
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.locator(".messages")).to_contain_text("approved")
    expect(page.locator(".translation-head")).to_contain_text("published")


def test_from_the_original_to_the_readers_of_the_translation(
    page: Page, live_server: LiveServer, turkish: Any, complaints: list[str]
) -> None:
    page.set_viewport_size({"width": 1400, "height": 1000})
    original = PracticePage.objects.get(title="Language cafés")
    log_in(page, live_server, "editor")
    change_original(page, f"{live_server.url}/admin/pages/{original.pk}/edit/")

    log_in(page, live_server, "translator")
    translate(page)
    assert latest_of(PracticePage.objects.get(pk=turkish.pk)).summary == NEW_TURKISH
    page.goto(f"{live_server.url}{turkish.url}")
    expect(page.get_by_role("main")).to_contain_text(OLD_TURKISH)

    log_in(page, live_server, "reviewer")
    approve(page)
    page.goto(f"{live_server.url}{turkish.url}")
    expect(page.get_by_role("main")).to_contain_text(NEW_TURKISH)
    # Wagtail's own content checks tell the console what they would have the editor mend.
    assert [found for found in complaints if not found.startswith("axe.run results")] == []
