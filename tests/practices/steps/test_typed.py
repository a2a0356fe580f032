"""What is posted becomes answers: complete, raw, with the row buttons applied."""

from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from members.typed import MOST_ROWS
from practices.answers import Answers
from practices.steps import STEPS, Step, step
from tests.factories.taxonomy import OrganisationFactory
from tests.practices.answers.worlds import HOSTILE, answers_for
from tests.practices.steps.browser import controls, posted, render

pytestmark = pytest.mark.django_db
A = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b31"
B = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b32"
C = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b33"


def service(row_id: str, name: str) -> dict[str, str]:
    return {"id": row_id, "type": "service", "name": name, "text": ""}


# To make an example smaller a step would be rendered for minutes.
FEW = settings(max_examples=5, phases=(Phase.generate,))
SERVICES: Answers = {"services": [service(A, "Desk"), service(B, "Café")]}


@pytest.fixture(autouse=True)
def organisations() -> None:
    OrganisationFactory.create_batch(2)


def press(answers: Answers, button: str, slug: str = "activities", **more: Any) -> Step:
    """Press a row button in the form that shows these answers."""
    form = step(slug)(answers, language="en")
    data = posted(render(form), row=button, **more)
    return step(slug)(answers, language="en", data=data)


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.slug)
@given(data=st.data())
@FEW
def test_a_form_sent_back_untouched_changes_nothing(kind: type[Step], data: st.DataObject) -> None:
    stored = data.draw(answers_for(kind.names, hostile=True))
    shown = kind(stored, language="en")
    again = kind(stored, language="en", data=posted(render(shown)))
    after = _filled(again.typed())
    for name, before in _filled(shown.typed()).items():
        assert after.get(name, []) == before


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.slug)
@given(data=st.data())
@FEW
def test_nothing_typed_is_lost_or_breaks_the_form(kind: type[Step], data: st.DataObject) -> None:
    stored = data.draw(answers_for(kind.names, hostile=True))
    shown = render(kind(stored, language="en"))
    typed = data.draw(st.fixed_dictionaries(_texts(shown)))
    form = posted(shown, **typed)
    after = kind(stored, language="tr", data=form)
    html = render(after)
    assert set(after.typed()) == set(kind.names)
    for path, text in typed.items():
        assert text.strip() == "" or _said(after.typed(), path).strip() == text.strip()
    for problem in after.problems():
        assert f'id="{problem.anchor}"' in html


@pytest.mark.parametrize("kind", STEPS, ids=lambda kind: kind.slug)
@given(data=st.dictionaries(st.sampled_from(["row", "services", "title", "cities"]), HOSTILE))
@FEW
def test_a_forged_form_breaks_nothing(kind: type[Step], data: dict[str, str]) -> None:
    form = QueryDict(mutable=True)
    form.update(data)
    after = kind(SERVICES, language="en", data=form)
    assert set(after.typed()) == set(kind.names)
    after.problems()
    render(after)


def test_what_was_not_posted_stays_as_it_is_stored() -> None:
    stored = {"title": "Cafés", "cities": ["gaziantep-tr"], "themes": ["health"]}
    form = step("what")(stored, language="en", data=QueryDict("summary=New"))
    typed = form.typed()
    assert {name: typed[name] for name in stored} == stored
    assert typed["summary"] == "New"


def test_line_ends_are_put_right_and_what_no_database_keeps_is_left_out() -> None:
    data = QueryDict(mutable=True)
    data["context"] = "One\r\n\r\ntwo\0\rthree"
    assert step("context")({}, language="en", data=data).typed()["context"] == "One\n\ntwo\nthree"


def test_the_last_theme_can_be_unticked() -> None:
    form = step("what")({"themes": ["health"]}, language="en")
    data = posted(render(form))
    data.setlist("themes", [""])
    assert step("what")({"themes": ["health"]}, language="en", data=data).typed()["themes"] == []


def test_consent_can_be_given_and_taken_back() -> None:
    given_form = QueryDict("consent=&consent=yes")
    assert step("contacts")({}, language="en", data=given_form).typed()["consent"] == "yes"
    taken = step("contacts")({"consent": "yes"}, language="en", data=QueryDict("consent="))
    assert taken.typed()["consent"] == ""


def test_a_row_is_added_once_however_often_the_button_is_pressed() -> None:
    first = press(SERVICES, f"add:services:{C}:service")
    rows = first.typed()["services"]
    assert [row["id"] for row in rows] == [A, B, C]
    pressed = first.pressed()
    assert pressed is not None
    assert pressed.anchor == f"services.{C}"
    assert f'id="services.{C}"' in render(step("activities")(first.typed(), language="en"))
    again = press(first.typed(), f"add:services:{C}:service")
    assert [row["id"] for row in again.typed()["services"]] == [A, B, C]


def test_a_row_added_and_never_filled_is_gone_with_the_next_save() -> None:
    added = press(SERVICES, f"add:services:{C}:service").typed()
    data = posted(render(step("activities")(added, language="en")))
    after = step("activities")(added, language="en", data=data).typed()
    assert [row["id"] for row in after["services"]] == [A, B]


def test_a_row_is_removed_and_what_was_typed_elsewhere_stays() -> None:
    after = press(SERVICES, f"remove:services:{A}", **{f"services.{B}.name": "Tea house"})
    assert after.typed()["services"] == [service(B, "Tea house")]


def test_a_row_moves_up_and_the_first_one_stays_where_it_is() -> None:
    moved = press(SERVICES, f"up:services:{B}").typed()["services"]
    assert [row["id"] for row in moved] == [B, A]
    still = press(SERVICES, f"up:services:{A}").typed()["services"]
    assert [row["id"] for row in still] == [A, B]


@pytest.mark.parametrize(
    "button",
    [
        "",
        "add",
        "add:services",
        "add:services:x:service",
        f"add:services:{C}:nothing",
        f"add:objectives:{C}:objective",
        "up:title:",
        f"remove:services:{C}",
        "drop:services:",
        ":" * 50,
    ],
)
def test_a_forged_button_changes_nothing(button: str) -> None:
    assert press(SERVICES, button).typed()["services"] == SERVICES["services"]


def test_forged_rows_keep_their_words_and_get_ids_of_their_own() -> None:
    data = QueryDict(mutable=True)
    data.setlist("services", ["x:service", f"{A}:service", f"{A}:nonsense", "y"])
    data["services.x.name"] = "One"
    data[f"services.{A}.name"] = "Two"
    data["services.y.name"] = "Three"
    rows = step("activities")({}, language="en", data=data).typed()["services"]
    assert [row["name"] for row in rows] == ["One", "Two", "Two", "Three"]
    assert len({row["id"] for row in rows}) == 4
    assert all(str(UUID(row["id"])) == row["id"] for row in rows)
    assert {row["type"] for row in rows} == {"service"}


def test_there_is_an_end_to_the_rows_but_none_is_thrown_away() -> None:
    many = [service(str(UUID(int=number)), f"S{number}") for number in range(MOST_ROWS + 1)]
    form = step("activities")({"services": many}, language="en")
    assert [problem.path for problem in form.problems()] == ["services"]
    assert len(form.typed()["services"]) == MOST_ROWS + 1
    assert "add:services" not in render(form)
    full = press({"services": many[:MOST_ROWS]}, f"add:services:{C}:service")
    assert len(full.typed()["services"]) == MOST_ROWS


def test_a_ticked_objective_becomes_a_row_once() -> None:
    stored = press({}, "pick:objectives", "objectives", **{"objectives.pick": "gcm-16"}).typed()
    (row,) = stored["objectives"]
    assert (row["objective"], row["how"]) == ("gcm-16", "")
    twice = press({}, "pick:objectives", "objectives", **{"objectives.pick": "gcm-16"}).typed()
    assert twice == stored
    again = press(stored, "pick:objectives", "objectives", **{"objectives.pick": "gcm-16"})
    assert again.typed() == stored


def test_a_known_name_is_stored_by_its_code_and_a_new_one_as_it_was_typed() -> None:
    known = OrganisationFactory(name="Water Society")
    data = QueryDict(mutable=True)
    data.setlist("partners", [f"{A}:partner", f"{B}:partner"])
    data[f"partners.{A}.organisation"] = "water society"
    data[f"partners.{B}.organisation"] = "Air Society"
    form = step("activities")({}, language="en", data=data)
    assert [row["organisation"] for row in form.typed()["partners"]] == [known.code, "Air Society"]
    html = render(form)
    assert controls(html)[f"partners.{A}.organisation"] == ["Water Society"]
    assert "not in our list yet" in html


def _texts(html: str) -> dict[str, st.SearchStrategy[str]]:
    """A hostile text for everything one can write into."""
    written = controls(html, only="text")
    return {path: HOSTILE for path in written if path not in ("cities",)}


def _said(answers: Answers, path: str) -> str:
    name, *within = path.split(".")
    if not within:
        return str(answers[name])
    row: dict[str, str] = next((row for row in answers[name] if row["id"] == within[0]), {})
    return str(row.get(within[1] if len(within) > 1 else "value", ""))


def _filled(answers: Answers) -> Answers:
    """The answers without rows in which nothing stands, or nothing but a choice made for one."""
    return {
        name: [row for row in value if _stands(row)]
        if value and isinstance(value[0], dict)
        else value
        for name, value in answers.items()
        if value
    }


def _stands(row: dict[str, str]) -> bool:
    texts = [text for name, text in row.items() if name not in ("id", "type")]
    return any(text.strip() not in ("", "exactly", "partner") for text in texts)
