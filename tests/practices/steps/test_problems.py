"""What the form says of mistakes and of what is missing, in the reader's language."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from practices.answers import Answers, from_page
from practices.answers.declared import CONSENT, asked_names
from practices.models import PracticePage, Submission
from practices.steps import STEPS, checks, step
from practices.steps.needs import RECOMMENDED, REQUIRED
from practices.steps.what import What
from practices.submissions import completeness
from tests.factories.full import full_record
from tests.practices.steps.browser import render

pytestmark = pytest.mark.django_db
ROW = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b31"


def message(slug: str, path: str, answers: Answers) -> str:
    found = {p.path: p.message for p in step(slug)(answers, language="en").problems()}
    assert list(found) == [path]
    return found[path]


def claim(**texts: str) -> Answers:
    full = {"label": "Refugees", "number": "5", "qualifier": "exactly", "source_name": "City"}
    return {"people_reached": [{"id": ROW, "type": "claim", **full, **texts}]}


@pytest.mark.parametrize(
    ("slug", "answers", "path", "said"),
    [
        ("what", {"title": "x" * 260}, "title", "Shorten this by 5 characters: 255 fit."),
        ("what", {"period": "01/15/2016"}, "period", "Write 2016-01-15"),
        ("what", {"themes": ["nonsense"]}, "themes", "not in the list"),
        ("activities", {"budget_band": "cheap"}, "budget_band", "Choose one from the list."),
        ("transfer", {"transfer_minimum_staff": "two"}, "transfer_minimum_staff", "digits only"),
        ("transfer", {"transfer_minimum_staff": "-2"}, "transfer_minimum_staff", "0 or a larger"),
        ("transfer", {"transfer_minimum_budget": "9" * 40}, "transfer_minimum_budget", "too large"),
        ("contacts", {"contact_email": "[email protected]"}, "contact_email", "ask the contact"),
        ("contacts", {"source_url": "not an address"}, "source_url", "begins with https://"),
        ("contacts", {"source_url": "https://example.org/a…"}, "source_url", "shortened"),
        ("results", claim(number="446.564"), f"people_reached.{ROW}.number", "write 446564"),
        ("results", claim(number="1.23456"), f"people_reached.{ROW}.number", "two decimal places"),
        ("results", claim(number=""), f"people_reached.{ROW}.number", "or remove the row"),
        ("results", claim(qualifier="roughly"), f"people_reached.{ROW}.qualifier", "from the list"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(
    slug: str, answers: Answers, path: str, said: str
) -> None:
    assert said in message(slug, path, answers)


def test_what_reads_well_enough_is_no_mistake() -> None:
    answers = {"source_url": "www.example.org/report", "contact_email": " name@example.org "}
    assert step("contacts")(answers, language="en").problems() == []
    assert step("transfer")({"transfer_minimum_budget": "12.500"}, language="en").problems() == []
    assert step("what")({"cities": ["Atlantis"]}, language="en").problems() == []


def test_an_empty_form_has_no_mistakes() -> None:
    for kind in STEPS:
        assert kind({}, language="en").problems() == []


def test_problems_stand_at_the_head_with_links_and_at_their_fields() -> None:
    from django.http import QueryDict

    form = step("what")({}, language="en", data=QueryDict("period=01/15/2016&title=Kept"))
    assert form.is_refused
    page = BeautifulSoup(render(form), "html.parser")
    summary = page.select_one(".form__summary")
    assert summary is not None
    assert summary.has_attr("autofocus")
    assert [link["href"] for link in summary.select("a")] == ["#id_period"]
    field = page.find(id="id_period")
    assert field is not None
    assert (field["value"], field["aria-invalid"]) == ("01/15/2016", "true")
    assert all(page.find(id=each) for each in str(field["aria-describedby"]).split())


def test_every_control_has_a_label_and_every_id_is_there_once() -> None:
    full, _entered = full_record(PracticePage)
    answers = from_page(full)
    for kind in STEPS:
        page = BeautifulSoup(render(kind(answers, language="en")), "html.parser")
        for template in page.find_all("template"):
            template.decompose()
        ids = [element["id"] for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        named = {label["for"] for label in page.find_all("label", attrs={"for": True})}
        for control in page.select("input:not([type=hidden]), textarea, select"):
            assert control.get("id") in named or control.get("aria-label"), control


def test_texts_are_marked_with_the_language_they_are_written_in() -> None:
    page = BeautifulSoup(render(step("context")({}, language="ar")), "html.parser")
    field = page.find(id="id_context")
    assert field is not None
    assert (field["lang"], field["dir"]) == ("ar", "rtl")
    period = BeautifulSoup(render(step("what")({}, language="ar")), "html.parser").find(
        id="id_period"
    )
    assert period is not None
    assert period["dir"] == "ltr"


def test_a_remark_stands_at_its_place() -> None:
    reviewer = SimpleNamespace(get_full_name=lambda: "Reviewer")
    remark = SimpleNamespace(id=1, user=reviewer, text="Which year?", at=None, replies=[])
    answers = {"services": [{"id": ROW, "type": "service", "name": "Desk", "text": ""}]}
    html = render(step("activities")(answers, language="en"), {f"services.{ROW}.name": [remark]})
    page = BeautifulSoup(html, "html.parser")
    field = page.find(id=f"id_services.{ROW}.name")
    assert field is not None
    assert "Which year?" in str(field.parent)


def test_objectives_close_to_a_chosen_one_are_suggested() -> None:
    row = {"id": ROW, "type": "objective", "objective": "gcm-16", "how": ""}
    page = BeautifulSoup(
        render(step("objectives")({"objectives": [row]}, language="en")), "html.parser"
    )
    close = [box["value"] for box in page.select("[id^=pick-close-]")]
    assert close
    assert not [code for code in close if str(code).startswith("gcm-")]
    assert page.select_one("[name='objectives.pick'][value=gcm-16]") is None


def test_a_step_is_shown_with_few_queries() -> None:
    full, _entered = full_record(PracticePage)
    answers = from_page(full)
    render(step("activities")(answers, language="en"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        render(step("activities")(answers, language="en"))
    rest = [query for query in queries if "vocabularystate" not in query["sql"]]
    assert len(rest) <= 2


def submission(answers: Answers) -> Submission:
    return Submission(answers=answers, language="en")


def test_nothing_at_all_misses_everything_that_is_required() -> None:
    found = completeness.of(submission({}))
    assert {missing.path for missing in found.required} == set(REQUIRED)
    assert {missing.path for missing in found.recommended} == set(RECOMMENDED)
    assert (found.share, found.may_be_sent) == (0, False)
    assert found.per_step["files"].required == 0


def test_a_full_record_with_consent_may_be_sent() -> None:
    full, _entered = full_record(PracticePage)
    answers = {**from_page(full), CONSENT: "yes"}
    found = completeness.of(submission(answers))
    assert (found.required, found.recommended, found.share) == ([], [], 100)


def test_a_mistake_has_to_be_put_right_before_sending() -> None:
    full, _entered = full_record(PracticePage)
    answers = {**from_page(full), CONSENT: "yes", "period": "soon"}
    (missing,) = completeness.of(submission(answers)).required
    assert (missing.path, missing.step, missing.anchor) == ("period", "what", "id_period")


def test_an_objective_without_a_reason_is_asked_for_one() -> None:
    row = {"id": ROW, "type": "objective", "objective": "gcm-16", "how": ""}
    found = completeness.of(submission({"objectives": [row]}))
    assert f"objectives.{ROW}.how" in {missing.path for missing in found.recommended}


def test_spaces_and_empty_rows_count_for_nothing() -> None:
    row = {"id": ROW, "type": "activity", "title": " ", "text": "", "period": "", "partner": ""}
    found = completeness.of(submission({"title": "  ", "activities": [row], "cities": [" "]}))
    assert {"title", "activities", "cities"} <= {missing.path for missing in found.required}


def test_every_field_of_a_practice_has_its_place_in_the_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert checks.check_every_field_is_placed(None) == []
    monkeypatch.setattr(What, "names", tuple(n for n in What.names if n != "summary"))
    (error,) = checks.check_every_field_is_placed(None)
    assert error.id == "practices.E001"
    assert "summary" in error.msg
    monkeypatch.setattr(What, "names", (*What.names, "summary", "title", "body"))
    said = " ".join(error.msg for error in checks.check_every_field_is_placed(None))
    assert "`title`" in said
    assert "`body`" in said


@pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
def test_every_step_is_shown_in_every_language(language: str) -> None:
    with translation.override(language):
        for kind in STEPS:
            assert render(kind({}, language="en"))
    assert set(asked_names()) == {n for kind in STEPS for n in kind.names} - {CONSENT}
