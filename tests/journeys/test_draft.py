"""A step of the form that is saved while it is written."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from practices.models import Submission, Superseded
from tests.factories.members import representative
from tests.factories.people import PASSWORD
from tests.practices.desk.forms import draft, fresh, step_address


@pytest.fixture
def begun(transactional_db: None) -> Any:
    return draft(representative())


def log_in(page: Page, server: LiveServer, user: Any) -> None:
    """As a representative does."""
    page.goto(f"{server.url}/en/account/login/")
    page.get_by_label("E-mail address or user name").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).not_to_have_url(re.compile("login"))


@pytest.fixture
def step(page: Page, live_server: LiveServer, begun: Any) -> Page:
    """The first step, open in a browser."""
    log_in(page, live_server, begun.author)
    page.goto(live_server.url + step_address(begun))
    return page


def status(page: Page) -> Any:
    """What the page says of its saving."""
    return page.locator("[data-status]")


def test_what_is_typed_is_saved_without_a_button(
    step: Page, begun: Any, complaints: list[str]
) -> None:
    step.get_by_label("Title").fill("Language cafés")
    expect(status(step)).to_contain_text("Saved")
    assert fresh(begun).answers["title"] == "Language cafés"
    step.get_by_label("Title").fill("Language cafés in every quarter")
    step.get_by_role("button", name="Save and go on").click()
    expect(step).to_have_url(re.compile("/context/$"))
    assert fresh(begun).answers["title"] == "Language cafés in every quarter"
    assert not Superseded.objects.exists()
    assert complaints == []


def test_what_was_typed_before_the_script_came_is_saved(
    page: Page, live_server: LiveServer, begun: Any
) -> None:
    log_in(page, live_server, begun.author)
    held: list[Route] = []
    page.route("**/draft*.js", lambda route: held.append(route))
    page.goto(live_server.url + step_address(begun), wait_until="commit")
    page.get_by_label("Title").fill("Typed at once")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(status(page)).to_contain_text("Saved")
    assert fresh(begun).answers["title"] == "Typed at once"


def test_nothing_is_saved_where_nothing_is_typed(step: Page, begun: Any) -> None:
    before = fresh(begun).saved_at
    step.wait_for_timeout(3000)
    expect(status(step)).to_be_empty()
    assert fresh(begun).saved_at == before


def test_what_is_typed_last_leaves_with_the_page(step: Page, begun: Any) -> None:
    step.get_by_label("Title").fill("Typed and gone")
    step.goto("about:blank")
    for _ in range(200):
        if fresh(begun).answers.get("title"):
            break
        step.wait_for_timeout(100)
    assert fresh(begun).answers["title"] == "Typed and gone"


def test_without_a_connection_it_is_kept_and_tried_again(
    step: Page, begun: Any, context: BrowserContext
) -> None:
    context.set_offline(True)
    step.get_by_label("Title").fill("Written in a tunnel")
    expect(status(step)).to_contain_text("there is no connection")
    context.set_offline(False)
    expect(status(step)).to_contain_text("Saved")
    assert fresh(begun).answers["title"] == "Written in a tunnel"


def test_an_answer_that_gets_lost_makes_no_conflict(step: Page, begun: Any) -> None:
    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    step.route("**/what/", lose)
    step.get_by_label("Title").fill("Lost")
    expect(status(step)).to_contain_text("there is no connection")
    assert fresh(begun).answers["title"] == "Lost"
    step.unroute("**/what/")
    step.get_by_label("Title").fill("Lost and found")
    step.get_by_role("button", name="Save and go on").click()
    expect(step).to_have_url(re.compile("/context/$"))
    assert fresh(begun).answers["title"] == "Lost and found"


def test_a_text_changed_elsewhere_is_asked_about(step: Page, begun: Any) -> None:
    Submission.objects.filter(pk=begun.pk).update(answers={"title": "Theirs"})
    step.get_by_label("Title").fill("Mine")
    expect(status(step)).to_contain_text("Somebody else")
    step.get_by_role("button", name="Compare the texts").click()
    expect(step.get_by_role("heading", name="Two texts for the same place")).to_be_visible()
    step.get_by_label("Put my text in its place").check()
    step.get_by_role("button", name="Save my choice").click()
    expect(step.get_by_label("Title")).to_have_value("Mine")
    assert set(Superseded.objects.values_list("text", flat=True)) == {"Mine", "Theirs"}


def test_who_is_logged_out_logs_in_beside_it_and_writes_on(
    step: Page, begun: Any, context: BrowserContext, live_server: LiveServer
) -> None:
    context.clear_cookies(name="sessionid")
    step.get_by_label("Title").fill("Typed too late")
    expect(status(step)).to_contain_text("You are logged out")
    assert "title" not in fresh(begun).answers
    beside = context.new_page()
    log_in(beside, live_server, begun.author)
    step.get_by_label("Title").fill("Typed too late, and saved")
    expect(status(step)).to_contain_text("Saved")
    assert fresh(begun).answers["title"] == "Typed too late, and saved"
