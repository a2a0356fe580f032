"""What is typed when the session has ended is not lost, and shown to nobody else."""

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from practices.enums import SubmissionState
from practices.models import Submission, Superseded
from tests.factories.members import representative
from tests.factories.people import PASSWORD
from tests.practices.desk.forms import JSON, draft, filled, form_on, fresh, opened, step_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Any:
    return representative()


@pytest.fixture
def begun(author: Any) -> Any:
    return draft(author)


def typed_after_the_session(begun: Any, author: Any, title: str = "Typed late") -> Any:
    """A browser that has just sent a step after its session had ended; and the answer."""
    client = Client()
    client.force_login(author)
    form = filled(opened(client, step_address(begun)), title=title, then="list")
    client.session.flush()
    client.cookies.pop("sessionid")
    return client, client.post(step_address(begun), form)


def log_in(client: Client, user: Any, next_page: str) -> Any:
    """Log in with the page that asked for it."""
    data = {"login": user.username, "password": PASSWORD, "next": next_page}
    answer = client.post(reverse("account_login"), data)
    assert client.session[SESSION_KEY] == str(user.pk)
    return answer


def test_after_the_log_in_the_text_is_there_and_saved_when_she_says_so(
    begun: Any, author: Any
) -> None:
    client, answer = typed_after_the_session(begun, author)
    assert answer.url == f"{reverse('account_login')}?next={step_address(begun)}"
    assert fresh(begun).answers == {}
    page = client.get(log_in(client, author, step_address(begun)).url)
    assert "This is not saved yet." in page.content.decode()
    assert form_on(page)["title"] == ["Typed late"]
    assert fresh(begun).answers == {}
    client.post(step_address(begun), {**form_on(page), "then": "list"})
    assert fresh(begun).answers["title"] == "Typed late"
    assert "not saved yet" not in client.get(step_address(begun)).content.decode()


def test_what_a_colleague_wrote_meanwhile_is_asked_about(begun: Any, author: Any) -> None:
    client, _answer = typed_after_the_session(begun, author)
    Submission.objects.filter(pk=begun.pk).update(answers={"title": "Theirs"})
    page = client.get(log_in(client, author, step_address(begun)).url)
    assert client.post(step_address(begun), form_on(page)).status_code == 409


@pytest.mark.parametrize("same_city", [True, False])
def test_another_user_of_the_same_browser_does_not_see_it(
    begun: Any, author: Any, same_city: bool
) -> None:
    client, _answer = typed_after_the_session(begun, author, "A secret")
    other = representative(begun.organisation if same_city else None)
    page = client.get(log_in(client, other, step_address(begun)).url)
    assert page.status_code == (200 if same_city else 404)
    assert "A secret" not in page.content.decode()
    client.post(reverse("account_logout"))
    page = client.get(log_in(client, author, step_address(begun)).url)
    assert "A secret" not in page.content.decode()


def test_of_two_steps_none_is_forgotten(begun: Any, author: Any) -> None:
    client, _answer = typed_after_the_session(begun, author)
    writer = form_on(client.get(log_in(client, author, step_address(begun)).url))["writer"]
    held = Client()
    for slug, typed in (("what", {"title": "One"}), ("context", {"aims": "Two"})):
        held.post(step_address(begun, slug), {"writer": writer, **typed})
    log_in(held, author, "/en/")
    assert opened(held, step_address(begun))["title"] == ["One"]
    assert opened(held, step_address(begun, "context"))["aims"] == ["Two"]


def test_what_has_closed_meanwhile_keeps_it_among_the_earlier_texts(
    begun: Any, author: Any
) -> None:
    client, _answer = typed_after_the_session(begun, author)
    Submission.objects.filter(pk=begun.pk).update(state=SubmissionState.WITHDRAWN)
    page = client.get(log_in(client, author, step_address(begun)).url)
    assert page.url == reverse("submissions:tasks", args=[begun.pk])
    assert Superseded.objects.get().text == "Typed late"


@pytest.mark.parametrize("writer", ["", "1", "1:forged"])
def test_a_form_that_nobody_opened_is_not_held(begun: Any, writer: str) -> None:
    client = Client()
    answer = client.post(step_address(begun), {"title": "Anything", "writer": writer})
    assert answer.status_code == 302
    assert not client.session.keys()


def test_a_script_is_told_to_have_her_log_in(begun: Any, author: Any) -> None:
    client = Client()
    client.force_login(author)
    form = filled(opened(client, step_address(begun)), title="Typed late")
    client.logout()
    answer = client.post(step_address(begun), form, headers=JSON)
    assert (answer.status_code, answer.json()["state"]) == (401, "logged-out")
    assert "no-store" in answer["Cache-Control"]
    page = client.get(log_in(client, author, step_address(begun)).url)
    assert form_on(page)["title"] == ["Typed late"]


@pytest.mark.parametrize("headers", [None, JSON])
def test_a_form_that_another_account_opened_saves_nothing(
    begun: Any, author: Any, headers: Any
) -> None:
    client, colleague = Client(), representative(begun.organisation)
    client.force_login(author)
    form = filled(opened(client, step_address(begun)), title="Hers")
    client.force_login(colleague)
    answer = client.post(step_address(begun), form, headers=headers)
    assert answer.status_code == 403
    assert fresh(begun).answers == {}
