"""The people of a journey, each with a browser of her own, and what they do there."""

import re
from email import message_from_bytes, policy
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Locator, ViewportSize, expect

from mail.models import OutboxMessage
from tests.factories.people import PASSWORD
from tests.journeys.measures import width
from tests.journeys_both.stage import LAPTOP, PHONE, Stage


def link_in_mail(address: str, kind: str, pattern: str) -> str:
    """The path of the link in the latest mail of a kind to an address."""
    found = OutboxMessage.objects.filter(recipient=address, kind=kind).latest("pk")
    mime: Any = message_from_bytes(bytes(found.mime), policy=policy.default)
    text = mime.get_body(("plain",)).get_content()
    link = re.search(rf"https?://\S+{pattern}\S*", text)
    assert link is not None, text
    return urlsplit(link[0]).path


class Person:
    """Somebody with a browser."""

    def __init__(self, stage: Stage, size: ViewportSize) -> None:
        self.stage, self.size = stage, size
        self.page = stage.enter(size)

    def sees(self, step: str) -> None:
        """The page fits the screen, and a picture is kept of it."""
        self.page.wait_for_load_state()
        self.stage.picture(self.page, step)
        # Only a page that runs scripts can be measured.
        if self.stage.has_script:
            assert width(self.page) <= self.size["width"], f"{step}: {self.page.url} is too wide"

    def press(self, name: str, role: Literal["button", "link"] = "button") -> None:
        """By the words on it."""
        self.page.get_by_role(role, name=name, exact=True).click()

    def is_told(self, text: str) -> None:
        """On the page as it is now."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def log_in(self, name: str) -> None:
        """With name and password, wherever the log-in has come up."""
        self.page.get_by_label("E-mail address or user name").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Log in")
        expect(self.page).not_to_have_url(re.compile("login"))


class Representative(Person):
    """Somebody of a municipality, with a telephone."""

    def __init__(self, stage: Stage, address: str) -> None:
        super().__init__(stage, PHONE)
        self.address = address

    def accept_invitation(self) -> None:
        """From the mail to the desk, with a new account."""
        page = self.page
        page.goto(link_in_mail(self.address, "invitation", "/account/invitation/"))
        self.sees("invitation")
        self.press("Create your account")
        expect(page.locator("[name=email]")).to_have_value(self.address)
        page.get_by_label("First name").fill("Ayşe")
        page.get_by_label("Last name").fill("Yılmaz")
        page.get_by_label("Password").fill(PASSWORD)
        self.sees("sign-up")
        self.press("Create your account")
        expect(page.get_by_role("heading", name="Welcome, Ayşe Yılmaz")).to_be_visible()
        self.sees("desk")

    def take_other_telephone(self) -> None:
        """What the first one held is gone."""
        self.stage.leave(self.page)
        self.page = self.stage.enter(self.size)
        self.open_desk()

    def open_desk(self) -> None:
        """Logging in where that is due."""
        self.page.goto("/en/desk/")
        if "login" in self.page.url:
            self.log_in(self.address)

    def open(self, title: str) -> None:
        """A submission, from the desk."""
        self.open_desk()
        self.page.get_by_role("link", name=title, exact=True).first.click()
        expect(self.page.get_by_role("heading", name="What is next")).to_be_visible()

    def open_step(self, title: str) -> None:
        """A step of the form, from the list of steps."""
        self.press(title, "link")
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()

    def field(self, path: str) -> Locator:
        """The part of the form that asks for something and shows what was said of it."""
        return self.page.locator(".field").filter(has=self.page.locator(f'[id="id_{path}"]'))

    def write(self, label: str, text: str) -> None:
        """Into the field of this name; what is needed and what is not is said behind it."""
        name = re.compile(rf"^{re.escape(label)}( \(.*\))?$")
        self.page.get_by_role("main").get_by_role("textbox", name=name).fill(text)

    def go_on(self, step: str) -> None:
        """To the next step, which has this title."""
        self.press("Save and go on")
        expect(self.page.get_by_role("heading", name=step, level=1)).to_be_visible()

    def send(self) -> None:
        """Check, then hand it over."""
        self.press("Check and send", "link")
        self.is_told("Everything that is needed is there.")
        self.sees("check")
        self.press("Send to the union")
        expect(self.page.get_by_role("heading", name="What is next")).to_be_visible()
        self.sees("sent")


class Official(Person):
    """Somebody of the union, in the admin."""

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__(stage, LAPTOP)
        self.page.goto("/admin/")
        self.log_in(name)
        expect(self.page).to_have_title(re.compile("Dashboard"))
        self.sees(f"{name} dashboard")

    def open(self, title: str) -> None:
        """A submission, from the queue."""
        self.page.goto("/admin/practices/review/")
        self.sees("queue")
        self.press(title, "link")
        expect(self.page.get_by_role("heading", name="Decision")).to_be_visible()

    def remark(self, field: str, text: str) -> None:
        """Say something of a field as a whole."""
        row = self.page.locator(f"#field-{field}")
        row.locator("form summary", has_text="Remark").click()
        row.get_by_label(re.compile("^Remark on")).fill(text)
        row.get_by_role("button", name="Remark", exact=True).click()
        expect(self.page.locator(f"#field-{field} .review-remark")).to_contain_text(text)

    def decide(self, decision: str, reason: str = "") -> None:
        """The step that is due."""
        self.page.get_by_label(decision, exact=True).check()
        if reason:
            self.page.get_by_label("Reason", exact=True).fill(reason)
        self.press("Decide")

    def approve(self) -> None:
        """The step that is due."""
        self.decide("Approve")
        expect(self.page.locator(".messages")).to_contain_text("Approved.")
