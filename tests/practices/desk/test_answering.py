"""The union's remarks at the fields of the form, answered where they stand."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import CommentReply

from practices.enums import SubmissionState as State
from practices.submissions.conversation import comments_at, remark, settle
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.desk.forms import browser, filled, form_on, fresh, opened, step_address

pytestmark = pytest.mark.django_db
ANSWER = "Three hundred, in two years."


@pytest.fixture
def reviewer() -> Any:
    return person("reviewer", "Reviewers")


@pytest.fixture
def asked(reviewer: Any) -> Any:
    """Changes are asked for, with a remark at the summary."""
    found = submission(state=State.CHANGES_REQUESTED)
    remark(found.pk, "summary", "How many?", actor=reviewer)
    return found


def the_remark(found: Any) -> Any:
    [said] = comments_at(fresh(found).page)["summary"]
    return said


def test_the_list_of_steps_says_where_remarks_wait(asked: Any) -> None:
    page = browser(asked.author).get(reverse("submissions:tasks", args=[asked.pk]))
    assert page.content.decode().count("Remarks: 1") == 1
    assert 'aria-describedby="remarks-what task-what"' in page.content.decode()


@pytest.mark.parametrize("then", ["remark", "next", "list"])
def test_it_is_sent_with_whichever_button(asked: Any, then: str) -> None:
    client, said = browser(asked.author), the_remark(asked)
    form = opened(client, step_address(asked))
    button = f"remark-{said.id}" if then == "remark" else then
    typed = filled(form, **{f"answer-{said.id}": ANSWER, "summary": "Better.", "then": button})
    client.post(step_address(asked), typed)
    assert [(reply.text, reply.user) for reply in the_remark(asked).replies] == [
        (ANSWER, asked.author)
    ]
    assert fresh(asked).answers["summary"] == "Better."
    page = client.get(step_address(asked))
    assert ANSWER in page.content.decode()
    assert form_on(page)[f"answer-{said.id}"] == [""]


def test_its_button_leads_back_to_the_remark(asked: Any) -> None:
    client, said = browser(asked.author), the_remark(asked)
    complete = {"title": ["A title"], "cities": ["Somewhere"], "themes": []}
    form = {**opened(client, step_address(asked, "context")), **complete}
    sent = filled(form, **{f"answer-{said.id}": ANSWER, "then": f"remark-{said.id}"})
    answer = client.post(step_address(asked, "context"), sent)
    assert answer.headers["Location"].endswith(f"#remark-{said.id}")


def test_the_form_sent_twice_answers_once(asked: Any) -> None:
    client, said = browser(asked.author), the_remark(asked)
    form = filled(opened(client, step_address(asked)), **{f"answer-{said.id}": ANSWER})
    for _time in range(2):
        client.post(step_address(asked), form)
    assert CommentReply.objects.count() == 1


def test_an_answer_typed_when_the_session_had_ended_is_still_there(asked: Any) -> None:
    client, said = browser(asked.author), the_remark(asked)
    form = filled(opened(client, step_address(asked)), **{f"answer-{said.id}": ANSWER})
    client.session.flush()
    client.post(step_address(asked), form)
    assert not the_remark(asked).replies
    client.force_login(asked.author)
    assert opened(client, step_address(asked))[f"answer-{said.id}"] == [ANSWER]


def test_what_is_settled_is_not_answered_any_more(asked: Any, reviewer: Any) -> None:
    said = the_remark(asked)
    settle(said.id, actor=reviewer)
    assert f"answer-{said.id}" not in opened(browser(asked.author), step_address(asked))


def test_remarks_of_another_city_are_not_answered(asked: Any) -> None:
    other = submission(author=representative(), answers={})
    client = browser(other.author)
    form = opened(client, step_address(other))
    sent = filled(form, **{f"answer-{the_remark(asked).id}": ANSWER})
    assert client.post(step_address(other), sent).status_code == 403
    assert not the_remark(asked).replies


def test_a_number_that_no_remark_has_answers_nothing(asked: Any) -> None:
    client = browser(asked.author)
    typed = {**opened(client, step_address(asked)), f"answer-{'9' * 5_000}": ANSWER}
    body = urlencode(typed, doseq=True)
    answer = client.post(step_address(asked), body, "application/x-www-form-urlencoded")
    assert answer.status_code in (200, 302)
    assert not CommentReply.objects.exists()
