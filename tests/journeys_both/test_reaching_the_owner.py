"""A municipal officer finds a practice for a city like hers and reaches the people behind it.

By keyboard alone, with JavaScript and without.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from mail.models import OutboxMessage
from taxonomy.models import Organisation
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.journeys_both.people import link_in_mail
from tests.journeys_both.stage import LAPTOP, PHONE, Stage

TITLE = "Language courses in every quarter"
OFFICER = "officer@example.org"
QUESTION = "How many teachers did you need in the first year?"
MOST_STEPS = 150  # between one thing and the next that is wanted


@pytest.fixture
def owner(stage: Stage) -> str:
    """The address of who answers for language courses in a middle-sized city, one of three."""
    sizes = {"Güneşli": 420_000, "Longport": 3_000_000, "Smallham": 9_000}
    for name, population in sizes.items():
        city = CityFactory(name=name, population=population)
        municipality = OrganisationFactory(kind="municipality", name=f"Municipality of {name}")
        page = PracticePageFactory(
            parent=section(),
            title=TITLE if name == "Güneşli" else f"Language courses of {name}",
            summary="Evening courses with child care.",
            lead_organisation=municipality,
        )
        page.cities.set([city])
        page.save_revision().publish()
    lead = Organisation.objects.get(name="Municipality of Güneşli")
    return str(representative(lead).email)


class Officer:
    """Somebody who uses the keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go_to(self, wanted: Locator) -> None:
        """Forwards from where the focus is, which is always to be seen."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_STEPS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"The keyboard does not lead to {wanted}.")

    def open(self, wanted: Locator) -> None:
        """A link, a button, or what folds out."""
        self.go_to(wanted)
        self.press("Enter")

    def unfold(self, details: Locator) -> None:
        """Unless it is open, or always open on a screen of this width."""
        summary = details.locator("> summary")
        if summary.is_visible() and details.get_attribute("open") is None:
            self.open(summary)

    def write(self, name: str, text: str) -> None:
        self.go_to(self.page.locator(f"main [name={name}]"))
        self.page.keyboard.type(text)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_from_the_home_page_to_the_owner_of_a_practice(
    stage: Stage, owner: str, complaints: list[str], size: ViewportSize
) -> None:
    page = stage.enter(size)
    officer = Officer(page)
    page.goto("/en/")
    officer.go_to(page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first)
    page.keyboard.type("language courses")
    officer.press("Enter")
    expect(page.locator("#results")).to_contain_text("3 results")

    narrow(officer)
    expect(page.locator("#results")).to_contain_text("1 result")
    stage.picture(page, "found")
    officer.open(page.get_by_role("main").get_by_role("link", name=TITLE, exact=True))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text("250,000 to 1 million inhabitants")
    expect(page.get_by_role("main")).not_to_contain_text(owner)
    stage.picture(page, "the record")
    officer.open(page.get_by_role("link", name="Write to those behind it").first)

    write(officer)
    page.goto(link_in_mail(OFFICER, "contact_confirm", "/s/contact/"))
    officer.open(page.get_by_role("main").get_by_role("button").first)
    expect(page.get_by_role("main")).to_contain_text("has been passed on")
    assert QUESTION in told(owner)
    assert complaints == []


def narrow(officer: Officer) -> None:
    """To cities of a middle size."""
    page = officer.page
    officer.unfold(page.locator(".search__facets"))
    officer.unfold(page.locator("#facet-population"))
    officer.go_to(page.get_by_role("checkbox", name=re.compile("250,000 to 1 million")))
    officer.press("Space")
    if page.get_by_role("button", name="Apply filters").is_visible():
        officer.open(page.get_by_role("button", name="Apply filters"))


def write(officer: Officer) -> None:
    """The message, and what is asked beside it."""
    page = officer.page
    officer.write("name", "Rana Okur")
    officer.write("address", OFFICER)
    officer.write("message", QUESTION)
    officer.go_to(page.locator("[name=may_answer]"))
    officer.press("Space")
    officer.go_to(page.locator("[name=consent]"))
    officer.press("Space")
    officer.open(page.get_by_role("button", name="Send me the link"))
    expect(page.get_by_role("main")).to_contain_text("We have sent you a link.")


def told(address: str) -> str:
    """What the outbox holds for somebody."""
    found = OutboxMessage.objects.filter(recipient=address)
    return "".join(bytes(mail.mime).decode() for mail in found)
