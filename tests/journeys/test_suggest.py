"""What stands beside a field while it is written, and in its place without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import CityFactory
from tests.journeys.test_draft import log_in
from tests.practices.desk.forms import draft, fresh, step_address
from tests.practices.similar.texts import MODEL, PROGRAMME, SHARED


@pytest.fixture
def begun(transactional_db: None) -> Any:
    """A draft, where a record of the same stands on the site."""
    PracticePageFactory(parent=section(), live=False, **MODEL).save_revision().publish()
    return draft(representative())


@pytest.fixture
def step(page: Page, live_server: LiveServer, begun: Any) -> Page:
    """The first step, open in a browser."""
    log_in(page, live_server, begun.author)
    page.goto(live_server.url + step_address(begun))
    return page


def test_a_title_and_a_text_that_stand_elsewhere_are_said_beside_the_field(
    step: Page, live_server: LiveServer, begun: Any, complaints: list[str]
) -> None:
    step.get_by_label("Title").fill("Living together, the Gaziantep model")
    said = step.get_by_role("status").filter(has_text="Is this on the site already?")
    expect(said).to_contain_text("has nearly the same title")
    expect(said.get_by_role("link", name=MODEL["title"])).to_be_visible()
    step.get_by_label("Title").fill("Something else")
    expect(said).to_have_count(0)
    step.goto(live_server.url + step_address(begun, "context"))
    step.locator("textarea").first.fill(PROGRAMME["context"])
    expect(said).to_contain_text(SHARED.rstrip("."))
    assert complaints == []


def test_a_city_spelt_otherwise_is_taken_over_with_one_press(step: Page, begun: Any) -> None:
    CityFactory(code="sanliurfa-tr", name="Şanlıurfa")
    field = step.locator('input[list="names-city"]').first
    field.fill("sanliurfa")
    step.get_by_role("button", name="Şanlıurfa").click()
    expect(field).to_have_value("Şanlıurfa")
    expect(field).to_be_focused()
    expect(step.locator("[data-status]")).to_contain_text("Saved")
    assert fresh(begun).answers["cities"] == ["sanliurfa-tr"]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_a_script_the_check_before_sending_says_it(
    step: Page, live_server: LiveServer, begun: Any
) -> None:
    step.get_by_label("Title").fill(MODEL["title"])
    step.get_by_role("button", name="Save and stop here").click()
    expect(step).not_to_have_url(re.compile("/what/"))
    step.goto(f"{live_server.url}/en/desk/submissions/{begun.pk}/check/")
    said = step.get_by_role("region", name="Is this on the site already?")
    expect(said.get_by_role("link", name=MODEL["title"])).to_be_visible()
    expect(said).to_contain_text("has nearly the same title")
