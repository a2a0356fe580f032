"""A passkey, in a real browser with a key made of software."""

import re

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.factories.people import PASSWORD, person

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None, settings: Settings) -> str:
    """The address by name: no browser makes a passkey for a number."""
    settings.MEYDAN_MFA_REQUIRED = True
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def browser_with_key(page: Page) -> Page:
    """Chromium with a key that agrees to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("E-mail address or user name").fill("editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def test_from_the_door_by_a_passkey_into_the_admin_and_in_again_without_a_password(
    browser_with_key: Page, site: str, complaints: list[str]
) -> None:
    page = browser_with_key
    person("editor", "Moderators")
    log_in(page, site)
    expect(page.get_by_text("Set one up here first")).to_be_visible()
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name of the key").fill("My telephone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    assert Authenticator.objects.filter(type="webauthn").count() == 1

    page.get_by_role("link", name="Administration").click()
    expect(page).to_have_title(re.compile("Dashboard"))

    page.context.clear_cookies()
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(f"{site}/admin/")
    expect(page).to_have_title(re.compile("Dashboard"))
    assert complaints == []


def test_a_passkey_is_the_second_step_after_a_password(browser_with_key: Page, site: str) -> None:
    page = browser_with_key
    person("editor", "Moderators")
    log_in(page, site)
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()

    page.context.clear_cookies()
    log_in(page, site)
    expect(page.get_by_role("heading", name="Two-Factor Authentication")).to_be_visible()
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(f"{site}/admin/")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nobody_is_kept_out_by_how_the_pages_are_built(
    page: Page, live_server: LiveServer, transactional_db: None, language: str
) -> None:
    person("somebody")
    page.set_viewport_size({"width": 360, "height": 740})
    account = f"{live_server.url}/{language}/account"
    page.goto(f"{account}/login/")
    page.locator("[name=login]").fill("somebody")
    page.locator("[name=password]").fill("wrong")
    page.locator("main form.form [type=submit]").click()
    # Without any script of ours.
    expect(page.locator("[role=alert]")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form.form [type=submit]").click()
    page.wait_for_url(f"**/{language}/")
    page.goto(f"{account}/email/")
    expect(page.locator(".account__menu")).to_be_visible()
    for path in ("email/", "password/change/", "2fa/", "sessions/", "2fa/totp/activate/"):
        page.goto(f"{account}/{path}")
        assert Axe().run(page).response["violations"] == [], path
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wider), path
