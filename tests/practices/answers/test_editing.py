"""What editors change on the page, and what representatives then find in their answers."""

import pytest

from practices.answers import from_page, to_page
from practices.models import PracticePage
from tests.factories.taxonomy import OrganisationFactory
from tests.practices.answers.worlds import blank_page

pytestmark = pytest.mark.django_db
FIRST = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b31"
SECOND = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b32"


def activity(row_id: str, title: str, text: str = "", **more: str) -> dict[str, str]:
    return {"id": row_id, "type": "activity", "title": title, "text": text, **more}


def page_of(**answers: object) -> PracticePage:
    return to_page(dict(answers), blank_page(), organisation=OrganisationFactory())


def test_what_is_not_valid_is_left_out_of_the_page_and_kept_in_the_answers() -> None:
    typed = {"title": "x" * 300, "period": "01/15/2016", "contact_email": "[email protected]"}
    page = page_of(**typed)
    assert (page.title, page.period, page.contact_email) == ("", None, "")
    assert {name: from_page(page, typed)[name] for name in typed} == typed


def test_what_an_editor_wrote_instead_takes_its_place() -> None:
    typed = {"period": "01/15/2016", "context": "As it was."}
    page = page_of(**typed)
    page.period, page.context = "2016-01-15", "<p>As it <b>is</b>.</p>"
    back = from_page(page, typed)
    assert (back["period"], back["context"]) == ("2016-01-15", "As it is.")


def test_an_editors_bold_word_stays_while_the_next_paragraph_is_rewritten() -> None:
    page = page_of(context="One.\n\nTwo.")
    page.context = "<p><b>One</b>.</p><p>Two.</p>"
    to_page({"context": "One.\n\nThree."}, page, organisation=OrganisationFactory())
    assert page.context == "<p><b>One</b>.</p><p>Three.</p>"


def test_bold_words_stay_in_the_rows_as_well() -> None:
    page = page_of(activities=[activity(FIRST, "Cafés", "One.\n\nTwo.")])
    page.activities[0].value["text"].source = "<p><i>One.</i></p><p>Two.</p>"
    rows = [activity(FIRST, "Language cafés", "One.\n\nThree.")]
    to_page({"activities": rows}, page, organisation=OrganisationFactory())
    assert page.activities[0].value["title"] == "Language cafés"
    assert page.activities[0].value["text"].source == "<p><i>One.</i></p><p>Three.</p>"


def test_a_row_an_editor_took_off_is_gone_and_one_she_added_is_there() -> None:
    typed = {"activities": [activity(FIRST, "Cafés"), activity(SECOND, "Courses")]}
    page = page_of(**typed)
    del page.activities[0]
    page.activities.append(("activity", {"title": "Visits"}))
    back = from_page(page, typed)["activities"]
    assert [row["title"] for row in back] == ["Courses", "Visits"]
    assert back[0]["id"] == SECOND


def test_a_row_half_typed_keeps_what_the_page_cannot_hold() -> None:
    typed = {"activities": [activity(FIRST, "", period="next summer", partner="Nobody knows")]}
    page = page_of(**typed)
    assert page.activities[0].value["period"] is None
    row = from_page(page, typed)["activities"][0]
    assert (row["period"], row["partner"]) == ("next summer", "Nobody knows")


def test_a_field_nobody_was_asked_for_stays_as_it_is() -> None:
    page = page_of(title="Cafés", aims="To meet.")
    to_page({"title": "Language cafés"}, page, organisation=OrganisationFactory())
    assert (page.title, page.aims) == ("Language cafés", "<p>To meet.</p>")


def test_the_consent_is_kept_beside_the_page() -> None:
    assert from_page(blank_page(), {"consent": "yes"})["consent"] == "yes"
