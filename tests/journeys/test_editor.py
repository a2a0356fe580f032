"""An editor writes a practice with nothing but what the screen says, and readers find it."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from core.enums import RecordType
from tests.factories.pages import section
from tests.factories.people import PASSWORD, person


@pytest.fixture
def editor(page: Page, live_server: LiveServer, transactional_db: None) -> Page:
    """A browser in which somebody who may publish is logged in to the admin."""
    person("editor", "Moderators")
    section(RecordType.PRACTICE)
    section(RecordType.EVENT)
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("E-mail address or user name").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_title(re.compile("Dashboard"))
    return page


def open_new_practice(page: Page) -> None:
    """The way an editor takes: the menu of records, the listing, its button."""
    page.get_by_role("button", name="Records").click()
    page.get_by_role("link", name="Practices", exact=True).click()
    page.get_by_role("link", name="Add practice").click()
    expect(page).to_have_title(re.compile("New: Practice"))


def publish(page: Page) -> None:
    """Press “Publish” where Wagtail keeps it."""
    page.get_by_role("button", name="Actions").last.click()
    page.get_by_role("button", name="Publish").click()


def test_from_an_empty_form_to_the_very_next_search(editor: Page, live_server: LiveServer) -> None:
    open_new_practice(editor)
    editor.locator("#id_title").fill("Language cafés in the libraries")
    editor.locator("#id_summary").fill("Neighbours practise the language together.")
    editor.get_by_label("Education and language").check()
    editor.get_by_role("tab", name="Where and when").click()
    period = editor.locator("#id_period")
    period.fill("26-27/11")
    publish(editor)

    editor.get_by_role("tab", name=re.compile("Where and when")).click()
    expect(editor.get_by_text("Give the year").first).to_be_visible()
    expect(period).to_have_value("26-27/11")
    period.fill("2019-11-26/2019-11-27")
    publish(editor)

    expect(editor.locator(".messages")).to_contain_text("published")
    editor.goto(f"{live_server.url}/en/search/?q=cafes&theme=education-and-language")
    found = editor.get_by_role("link", name="Language cafés in the libraries", exact=True)
    expect(found).to_be_visible()
    expect(editor.get_by_text("26–27 November 2019").first).to_be_visible()


def test_live_preview_and_userbar_work_under_the_policies(
    editor: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    open_new_practice(editor)
    editor.locator("#id_title").fill("A practice to look at")
    editor.get_by_role("button", name="Toggle preview").click()
    # Wagtail loads each preview in a frame behind the one shown, then swaps them.
    preview = editor.locator("iframe[title=Preview]").last.content_frame
    expect(preview.get_by_role("heading", name="A practice to look at")).to_be_visible(
        timeout=30_000
    )
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text("published")

    editor.goto(f"{live_server.url}/en/practice-en/a-practice-to-look-at/")
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    expect(editor.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    # Wagtail's own content checks tell the console what they would have the editor mend.
    assert [found for found in complaints if not found.startswith("axe.run results")] == []
