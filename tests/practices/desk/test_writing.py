"""Beginning a submission and writing its steps, as a representative does."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from practices.enums import SubmissionState
from practices.models import Submission, Superseded
from practices.steps import STEPS
from practices.submissions.drafts import digest
from tests.factories.calls import call, days
from tests.factories.members import representative
from tests.practices.desk.forms import (
    JSON,
    browser,
    draft,
    filled,
    form_on,
    fresh,
    opened,
    step_address,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Any:
    return representative()


@pytest.fixture
def begun(author: Any) -> Any:
    return draft(author)


class TestBeginning:
    def test_a_form_sent_twice_begins_one_draft(self, author: Any) -> None:
        client = browser(author)
        form = filled(opened(client, reverse("submissions:new")), language="ar")
        answers = [client.post(reverse("submissions:new"), form) for _ in range(2)]
        begun = Submission.objects.get()
        assert [answer.url for answer in answers] == [
            reverse("submissions:tasks", args=[begun.pk])
        ] * 2
        assert (begun.language, begun.author, begun.state) == ("ar", author, "draft")

    def test_it_may_begin_with_the_short_form(self, author: Any) -> None:
        data = {"key": str(uuid4()), "language": "en", "short": "1"}
        answer = browser(author).post(reverse("submissions:new"), data)
        assert answer.url == reverse("submissions:short", args=[data["key"]])

    def test_it_may_answer_a_call(self, author: Any) -> None:
        open_one, over = (
            call("Housing", closes=days(5)),
            call("Gone", opens=days(-9), closes=days(-1)),
        )
        client, address = browser(author), reverse("submissions:new")
        page = client.get(f"{address}?call={open_one.slug}")
        assert "Housing" in page.content.decode()
        answer = client.post(f"{address}?call={open_one.slug}", form_on(page))
        assert Submission.objects.get().call == open_one
        assert "Housing" in client.get(answer.url).content.decode()
        assert "This call is closed." in client.get(f"{address}?call={over.slug}").content.decode()

    @pytest.mark.parametrize("wrong", [{"key": "none"}, {"language": "xx"}, {}])
    def test_a_refused_form_says_what_is_wrong_first(self, author: Any, wrong: Any) -> None:
        data = {**({"key": str(uuid4())} if wrong else {}), **wrong}
        answer = browser(author).post(reverse("submissions:new"), data)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "autofocus" in text.partition("<h1>")[0]
        assert not Submission.objects.exists()

    def test_the_key_of_another_citys_draft_is_not_found(self, begun: Any) -> None:
        data = {"key": str(begun.pk), "language": "en"}
        answer = browser(representative()).post(reverse("submissions:new"), data)
        assert answer.status_code == 404


class TestSteps:
    @pytest.mark.parametrize("kind", [kind for kind in STEPS if kind.names])
    def test_every_step_is_shown_and_taken_back_as_it_is(
        self, author: Any, begun: Any, kind: Any
    ) -> None:
        client = browser(author)
        address = step_address(begun, kind.slug)
        answer = client.post(address, filled(opened(client, address), then="next"))
        assert answer.status_code == 302
        assert not Superseded.objects.exists()

    def test_what_was_typed_is_there_again_on_another_device(self, author: Any, begun: Any) -> None:
        address = step_address(begun)
        phone, desk = browser(author), browser(author)
        form = filled(opened(phone, address), title="Dil kafesi", summary="Bir\r\niki")
        answer = phone.post(address, {**form, "then": "next"})
        assert answer.url == step_address(begun, "context")
        shown = opened(desk, address)
        assert (shown["title"], shown["summary"]) == (["Dil kafesi"], ["Bir\niki"])

    @pytest.mark.parametrize(
        ("then", "place"),
        [("list", "submissions:tasks"), ("stay", "submissions:step"), ("next", "submissions:step")],
    )
    def test_a_button_says_where_to_go(
        self, author: Any, begun: Any, then: str, place: str
    ) -> None:
        client = browser(author)
        form = opened(client, step_address(begun))
        answer = client.post(step_address(begun), filled(form, title="x", then=then))
        slug = {"stay": ["what"], "next": ["context"]}.get(then, [])
        assert answer.url == reverse(place, args=[begun.pk, *slug])

    def test_a_wrong_value_is_saved_and_named_first(self, author: Any, begun: Any) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Cafés", period="nineteen")
        answer = client.post(step_address(begun), {**form, "then": "next"})
        text = answer.content.decode()
        assert answer.status_code == 200
        assert fresh(begun).answers["period"] == "nineteen"
        assert re.search(r"autofocus.*?href=\"#id_period\"", text, re.DOTALL)
        assert form_on(answer)["title"] == ["Cafés"]
        again = client.post(step_address(begun), {**form_on(answer), "then": "list"})
        assert again.status_code == 302

    def test_a_row_button_saves_and_comes_back_to_the_row(self, author: Any, begun: Any) -> None:
        client, row = browser(author), str(uuid4())
        address = step_address(begun, "activities")
        form = opened(client, address)
        answer = client.post(address, {**form, "row": f"add:services:{row}:service"})
        assert answer.url == f"{address}#services.{row}"
        assert f"{row}:service" in opened(client, address)["services"]

    def test_the_first_button_takes_away_nothing(self, author: Any, begun: Any) -> None:
        # The key Enter, in any line, presses it.
        text = browser(author).get(step_address(begun, "activities")).content.decode()
        form = text.partition("data-draft")[2]
        assert re.search(r"<button[^>]*>", form)[0].count('name="then" value="stay"') == 1  # type: ignore[index]

    def test_a_step_that_is_none_is_not_found(self, author: Any, begun: Any) -> None:
        assert browser(author).get(step_address(begun, "nowhere")).status_code == 404

    @pytest.mark.parametrize("shown", ["", "[]", "1", "{", "[" * 100_000, '{"title": {}}'])
    def test_nonsense_in_place_of_what_was_shown(self, author: Any, begun: Any, shown: str) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Cafés", shown=shown, then="list")
        assert client.post(step_address(begun), form).status_code in (302, 409)
        assert fresh(begun).answers.get("title") in ("Cafés", None)


class TestSeveralTabs:
    def test_different_fields_are_both_saved(self, author: Any, begun: Any) -> None:
        colleague = representative(begun.organisation)
        tabs = [browser(author), browser(colleague)]
        forms = [opened(tab, step_address(begun)) for tab in tabs]
        typed = [{"title": ["Cafés"]}, {"summary": ["For all"]}]
        for tab, form, words in zip(tabs, forms, typed, strict=True):
            assert tab.post(step_address(begun), {**form, **words}).status_code == 302
        answers = fresh(begun).answers
        assert (answers["title"], answers["summary"]) == ("Cafés", "For all")

    def conflict(self, author: Any, begun: Any) -> tuple[Any, Any]:
        tab, other = browser(author), browser(representative(begun.organisation))
        form, theirs = (opened(each, step_address(begun)) for each in (tab, other))
        other.post(step_address(begun), filled(theirs, title="Theirs"))
        typed = filled(form, title="Mine", summary="Mine alone", then="list")
        return tab, tab.post(step_address(begun), typed)

    def test_the_same_field_shows_both_texts_and_asks(self, author: Any, begun: Any) -> None:
        _tab, answer = self.conflict(author, begun)
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "Theirs" in text
        assert "Mine" in text
        assert fresh(begun).answers["title"] == "Theirs"
        assert fresh(begun).answers["summary"] == "Mine alone"

    @pytest.mark.parametrize(
        ("mine", "stays", "kept"), [(True, "Mine", "Theirs"), (False, "Theirs", "Mine")]
    )
    def test_what_is_chosen_stays_and_the_other_is_kept(
        self, author: Any, begun: Any, mine: bool, stays: str, kept: str
    ) -> None:
        tab, answer = self.conflict(author, begun)
        choice = digest("Theirs") if mine else "theirs"
        again = tab.post(step_address(begun), {**form_on(answer), "choice.title": choice})
        assert again.url == reverse("submissions:tasks", args=[begun.pk])
        assert fresh(begun).answers["title"] == stays
        assert kept in set(Superseded.objects.values_list("text", flat=True))
        earlier = tab.get(reverse("submissions:earlier", args=[begun.pk])).content.decode()
        assert f"<p>{kept}</p>" in earlier
        assert f"<p>{stays}</p>" not in earlier

    def test_who_chooses_nothing_is_asked_again_and_told(self, author: Any, begun: Any) -> None:
        tab, answer = self.conflict(author, begun)
        again = tab.post(step_address(begun), form_on(answer))
        text = again.content.decode()
        assert again.status_code == 409
        assert "Choose which text is to stay." in text.partition("<h1>")[0]
        assert "Mine" in text

    def test_who_chooses_is_asked_again_where_it_changed_once_more(
        self, author: Any, begun: Any
    ) -> None:
        tab, answer = self.conflict(author, begun)
        other = browser(author)
        other.post(step_address(begun), filled(opened(other, step_address(begun)), title="Later"))
        choice = {"choice.title": digest("Theirs")}
        again = tab.post(step_address(begun), {**form_on(answer), **choice})
        assert again.status_code == 409
        assert "Later" in again.content.decode()

    def test_rows_are_shown_in_words(self, author: Any, begun: Any) -> None:
        row = {"id": str(uuid4()), "type": "support", "kind": "visit", "note": "Twice a year"}
        Submission.objects.filter(pk=begun.pk).update(answers={"support_offered": [row]})
        tab, address = browser(author), step_address(begun, "transfer")
        form = filled(opened(tab, address), **{f"support_offered.{row['id']}.note": "Once"})
        changed = [{**row, "kind": "call"}]
        Submission.objects.filter(pk=begun.pk).update(answers={"support_offered": changed})
        text = tab.post(address, form).content.decode()
        for word in ("Twice a year", "Once", "Study visit", "Call with the team"):
            assert word in text, word


class TestSavingWhileTyping:
    def test_says_what_is_shown_now(self, author: Any, begun: Any) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Cafés")
        answer = client.post(step_address(begun), form, headers=JSON)
        assert (answer.status_code, answer.json()["state"]) == (200, "saved")
        assert json.loads(answer.json()["shown"])["title"] == digest("Cafés")
        form |= {"title": "Cafés and courses", "shown": answer.json()["shown"]}
        assert client.post(step_address(begun), form, headers=JSON).status_code == 200
        assert fresh(begun).answers["title"] == "Cafés and courses"

    def test_an_answer_that_got_lost_makes_no_conflict(self, author: Any, begun: Any) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Ca")
        client.post(step_address(begun), form, headers=JSON)
        unheard = "&".join(f"{key}={value[0]}" for key, value in form.items() if key != "shown")
        form |= {"title": "Cafés", "unheard": [unheard.replace("title=C", "title=Ca")]}
        answer = client.post(step_address(begun), form, headers=JSON)
        assert answer.json()["state"] == "saved"
        assert fresh(begun).answers["title"] == "Cafés"

    def test_a_conflict_is_told_and_the_text_is_kept(self, author: Any, begun: Any) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Mine")
        Submission.objects.filter(pk=begun.pk).update(answers={"title": "Theirs"})
        for _ in range(2):
            answer = client.post(step_address(begun), form, headers=JSON)
            assert (answer.status_code, answer.json()["state"]) == (409, "conflict")
        assert Superseded.objects.get().text == "Mine"

    def test_what_is_closed_says_so(self, author: Any, begun: Any) -> None:
        client = browser(author)
        form = filled(opened(client, step_address(begun)), title="Late")
        Submission.objects.filter(pk=begun.pk).update(state=SubmissionState.WITHDRAWN)
        answer = client.post(step_address(begun), form, headers=JSON)
        assert (answer.status_code, answer.json()["state"]) == (409, "closed")
        assert Superseded.objects.get().text == "Late"
        page = client.post(step_address(begun), form, follow=True)
        assert "Earlier texts" in page.content.decode()
