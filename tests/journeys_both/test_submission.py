"""From an invitation to a published practice, and to its next version."""

import pytest
from playwright.sync_api import Page, expect

from members.people import invite
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.journeys_both.people import Official, Person, Representative, link_in_mail
from tests.journeys_both.stage import LAPTOP, PHONE, Stage

AYSE, MAYOR = "ayse@example.org", "mayor@example.org"
TITLE = "Language cafés in every quarter"
SUMMARY = "Neighbours and newcomers meet once a week to talk."
CLEARER = "Neighbours and newcomers talk once a week, in six quarters."
RESULT, BETTER = "Many speak it.", "Three hundred people speak it."
ANSWER = "We had not counted before."
NEWER = "Neighbours and newcomers talk twice a week, in nine quarters."


@pytest.fixture
def ayse(stage: Stage) -> Representative:
    """Invited, and not here yet."""
    section()
    person("reviewer", "Reviewers", first_name="Remzi", last_name="Aksoy")
    editor = person("editor", "Moderators", first_name="Eda", last_name="Demir")
    CityFactory(name="Güneşli")
    municipality = OrganisationFactory(kind="municipality", name="Municipality of Güneşli")
    invite(AYSE, municipality, lead=True, actor=editor, language="en")
    return Representative(stage, AYSE)


def begin(ayse: Representative) -> None:
    """A title and a summary, saved as each browser saves, and another telephone."""
    ayse.press("Tell us about a practice", "link")
    ayse.sees("begin")
    ayse.press("Begin")
    ayse.sees("draft")
    ayse.open_step("What and where")
    ayse.write("Title", TITLE)
    ayse.write("Summary", SUMMARY)
    if ayse.stage.has_script:
        expect(ayse.page.locator("[data-status]")).to_contain_text("Saved")
    else:
        ayse.press("Save and stop here")
        ayse.is_told("“What and where” is saved.")
    ayse.sees("saved")
    ayse.take_other_telephone()
    ayse.sees("desk with a draft")
    ayse.open(TITLE)
    ayse.open_step("What and where")
    expect(ayse.page.get_by_label("Summary")).to_have_value(SUMMARY)


def fill_in(ayse: Representative) -> None:
    """Everything that is needed, step by step."""
    page = ayse.page
    page.get_by_role("combobox", name="Cities").fill("Güneşli")
    page.get_by_label("Social cohesion and living together").check()
    ayse.write("Period", "2019")
    ayse.sees("what")
    ayse.go_on("Context and aims")
    ayse.write("Context and problem", "Many had arrived, and few courses.")
    ayse.sees("context")
    ayse.go_on("Activities and resources")
    first = page.get_by_role("group", name="Activity 1")
    first.get_by_label("Title").fill("Cafés")
    first.get_by_label("What was done").nth(0).fill("Every evening.")
    page.get_by_role("button", name="Add: Activity").click()
    second = page.get_by_role("group", name="Activity 2")
    second.get_by_label("Title").fill("Child care")
    second.get_by_label("What was done").fill("Next door.")
    ayse.sees("activities")
    ayse.go_on("Challenges and results")
    ayse.write("Result", RESULT)
    ayse.sees("results")
    for step in ("Transfer to other cities", "Objectives", "Contacts and consent"):
        ayse.go_on(step)
        ayse.sees(step)
    ayse.write("Contact person", "Ayşe Yılmaz")
    ayse.write("Mail address", "cafes@example.org")
    page.get_by_role("checkbox", name="Our municipality agrees").check()
    ayse.sees("contacts")
    ayse.go_on("Files")
    ayse.sees("files")


def ask_for_changes(reviewer: Official) -> None:
    reviewer.open(TITLE)
    reviewer.sees("submission")
    reviewer.remark("summary", "Where do they meet?")
    reviewer.remark("results", "How many?")
    reviewer.sees("remarks")
    reviewer.decide("Request changes", "Two small things.")
    expect(reviewer.page.locator(".messages")).to_contain_text("asked for changes")
    reviewer.sees("changes requested")


def make_changes(ayse: Representative) -> None:
    ayse.page.goto(link_in_mail(AYSE, "changes_requested", "/desk/submissions/"))
    ayse.is_told("Two small things.")
    expect(ayse.page.get_by_text("Remarks: 1")).to_have_count(2)
    ayse.sees("asked for changes")
    ayse.open_step("What and where")
    expect(ayse.field("summary")).to_contain_text("Where do they meet?")
    ayse.write("Summary", CLEARER)
    ayse.sees("remark at the summary")
    ayse.press("Save and stop here")
    ayse.open_step("Challenges and results")
    asked = ayse.page.locator(".field--rows").filter(has_text="How many?")
    expect(asked.get_by_role("textbox", name="Result")).to_have_value(RESULT)
    ayse.write("Result", BETTER)
    asked.get_by_label("Your answer").fill(ANSWER)
    asked.get_by_role("button", name="Send the answer").click()
    expect(asked.locator(".remark__reply")).to_contain_text(ANSWER)
    expect(asked.get_by_role("textbox", name="Result")).to_have_value(BETTER)
    ayse.sees("answered at the results")
    ayse.press("Save and stop here")
    ayse.send()


def sign_off(ayse: Representative) -> None:
    """The mayor's office approves what the union has before it."""
    ayse.open(TITLE)
    ayse.press("Ask for a sign-off", "link")
    ayse.write("E-mail address", MAYOR)
    ayse.write("In which office do they sign?", "Office of the Mayor")
    ayse.sees("ask for a sign-off")
    ayse.press("Send the link")
    ayse.is_told("A link is on its way to")
    mayor = Person(ayse.stage, PHONE)
    mayor.page.goto(link_in_mail(MAYOR, "sign_off_asked", "/s/"))
    mayor.is_told(CLEARER)
    mayor.page.get_by_role("radio", name="I approve it").check()
    mayor.page.get_by_label("Your name").fill("Mehmet Kaya")
    mayor.sees("sign-off")
    mayor.press("Send your answer")
    mayor.is_told("Mehmet Kaya answered through this link")
    mayor.sees("signed off")


def approve(stage: Stage, reviewer: Official, editor: Official) -> None:
    """All three steps; the last one publishes."""
    reviewer.open(TITLE)
    expect(reviewer.page.locator("#field-results .review-reply")).to_contain_text(ANSWER)
    reviewer.sees("sent again")
    reviewer.approve()
    reviewer.approve()
    reviewer.sees("approved twice")
    editor.open(TITLE)
    editor.approve()
    editor.sees("published")


def finds(reader: Page, text: str) -> None:
    """A reader finds the practice, and this in it."""
    reader.goto(f"/en/search/?q={TITLE.split()[0]}")
    reader.get_by_role("main").get_by_role("link", name=TITLE, exact=True).click()
    expect(reader.get_by_role("main")).to_contain_text(text)


def test_from_the_invitation_to_the_second_version(
    stage: Stage, ayse: Representative, complaints: list[str]
) -> None:
    ayse.accept_invitation()
    begin(ayse)
    fill_in(ayse)
    ayse.send()
    reviewer = Official(stage, "reviewer")
    ask_for_changes(reviewer)
    make_changes(ayse)
    sign_off(ayse)
    editor = Official(stage, "editor")
    approve(stage, reviewer, editor)
    reader = stage.enter(LAPTOP)
    finds(reader, CLEARER)
    stage.picture(reader, "found")

    ayse.open(TITLE)
    ayse.sees("published at the desk")
    ayse.press("Propose an update", "link")
    ayse.sees("propose an update")
    ayse.press("Propose an update")
    ayse.open_step("What and where")
    ayse.write("Summary", NEWER)
    ayse.press("Save and stop here")
    ayse.send()
    finds(reader, CLEARER)
    approve(stage, reviewer, editor)
    finds(reader, NEWER)
    assert complaints == []
