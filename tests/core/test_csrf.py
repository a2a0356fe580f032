"""A form whose token is no longer good: nothing is done, nothing typed lost, nothing forged."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.factories.members import representative
from tests.factories.people import PASSWORD
from tests.practices.desk.forms import Form, draft, fresh, step_address

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}
SUMMARY = "Taught at the <kitchen> table,\n\nevery evening."
EVIL = "Call this number for your prize."
ANOTHER = (
    {"Origin": "https://evil.example.org"},
    {"Origin": "http://testserver.example.org"},
    {"Origin": "http://testserver:8000"},
    {"Origin": "https://testserver"},
    {"Referer": "https://evil.example.org/http://testserver/"},
    {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
UNKNOWN: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "null"},
    {"Referer": "http://["},
    {"Sec-Fetch-Site": "same-origin"},
)


def log_in(client: Client, user: Any) -> None:
    """By the page, as in another tab: it gives the browser another token."""
    address = reverse("account_login")
    page = soup(client.get(address))
    token = page.select_one("main form [name=csrfmiddlewaretoken]")
    assert token
    typed = {"login": user.username, "password": PASSWORD, "csrfmiddlewaretoken": token["value"]}
    assert client.post(address, typed, headers=OURS).status_code == 302


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def shown(answer: Any) -> list[str]:
    """The texts that may be copied from a page."""
    return [area.text for area in soup(answer).select("main textarea[readonly]")]


def offered(answer: Any) -> Any:
    """The form that sends it again, if there is one."""
    return soup(answer).select_one("main form[method=post]")


@pytest.fixture
def author() -> Any:
    return representative()


@pytest.fixture
def writer(author: Any) -> Client:
    """One that Django asks for its token."""
    client = Client(enforce_csrf_checks=True)
    log_in(client, author)
    return client


@pytest.fixture
def begun(author: Any) -> Any:
    return draft(author)


def typed_in(client: Client, address: str) -> dict[str, Any]:
    """A step as it is sent, with something typed into it."""
    form = Form(client.get(address).content.decode()).values
    return {**form, "title": "Courses", "summary": SUMMARY, "then": "list"}


class TestAfterAnotherLogIn:
    def test_it_is_sent_again_with_everything_typed(
        self, writer: Client, author: Any, begun: Any
    ) -> None:
        address = step_address(begun)
        form = typed_in(writer, address)
        log_in(writer, author)
        answer = writer.post(address, form, headers=OURS)
        assert answer.status_code == 403
        assert "no-store" in answer.headers["Cache-Control"]
        assert fresh(begun).answers == {}
        assert SUMMARY in shown(answer)
        assert any("Courses" in text.split("\n") for text in shown(answer))
        assert "<kitchen>" not in answer.content.decode()
        assert offered(answer)["action"] == address
        again = [(field["name"], field["value"]) for field in offered(answer).select("input[name]")]
        assert dict(again).keys() == form.keys()
        lists: dict[str, list[Any]] = {}
        for name, value in again:
            lists.setdefault(name, []).append(value)
        sent = writer.post(address, lists, headers=OURS)
        assert sent.headers["Location"] == reverse("submissions:tasks", args=[begun.pk])
        assert fresh(begun).answers["title"] == "Courses"
        assert fresh(begun).answers["summary"] == SUMMARY

    def test_another_account_does_not_save_it_in_her_name(self, writer: Client, begun: Any) -> None:
        address = step_address(begun)
        form = typed_in(writer, address)
        log_in(writer, representative(begun.organisation))
        answer = writer.post(address, form, headers=OURS)
        again = {f["name"]: f["value"] for f in offered(answer).select("input[name]")}
        assert writer.post(address, again, headers=OURS).status_code == 403
        assert fresh(begun).answers == {}

    @pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
    def test_it_is_said_in_the_language_of_the_page(
        self, writer: Client, begun: Any, language: str
    ) -> None:
        with translation.override(language):
            address = step_address(begun)
        answer = writer.post(address, {"summary": SUMMARY}, headers=OURS)
        page = soup(answer)
        assert page.html and page.html["lang"] == language
        assert page.select_one(".site-header")
        assert SUMMARY in shown(answer)

    def test_a_file_is_asked_for_again(self, writer: Client, begun: Any) -> None:
        address = reverse("submissions:files", args=[begun.pk])
        with open(__file__, "rb") as file:
            answer = writer.post(address, {"file": file, "alt": "Two women"}, headers=OURS)
        assert "Files have to be chosen again." in answer.content.decode()
        assert shown(answer) == ["Two women"]


class TestWhoseFormItIs:
    @pytest.mark.parametrize("headers", ANOTHER)
    def test_of_another_sites_nothing_is_shown(
        self, writer: Client, begun: Any, headers: dict[str, str]
    ) -> None:
        answer = writer.post(step_address(begun), {"summary": EVIL}, headers=headers)
        assert answer.status_code == 403
        assert EVIL not in answer.content.decode()
        assert offered(answer) is None

    @pytest.mark.parametrize("headers", UNKNOWN)
    def test_where_nobody_knows_it_is_shown_but_not_sent_by_a_click(
        self, writer: Client, begun: Any, headers: dict[str, str]
    ) -> None:
        answer = writer.post(step_address(begun), {"summary": SUMMARY}, headers=headers)
        assert answer.status_code == 403
        assert shown(answer) == [SUMMARY]
        assert offered(answer) is None

    def test_a_referer_will_do(self, writer: Client, begun: Any) -> None:
        headers = {"Referer": f"http://testserver{step_address(begun)}"}
        answer = writer.post(step_address(begun), {"summary": SUMMARY}, headers=headers)
        assert offered(answer) is not None


class TestSecrets:
    @pytest.mark.parametrize("name", ["password", "oldpassword", "code", "unused_codes", "token"])
    def test_are_not_shown_and_not_sent_again(self, writer: Client, name: str) -> None:
        typed = {name: "open sesame", "login": "somebody else"}
        answer = writer.post(reverse("account_login"), typed, headers=OURS)
        assert answer.status_code == 403
        assert "open sesame" not in answer.content.decode()
        assert shown(answer) == ["somebody else"]
        assert offered(answer) is None


def test_who_has_no_account_is_told_the_same() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/fr/join/", {"message": SUMMARY, "key": "x" * 36}, headers=OURS)
    assert answer.status_code == 403
    assert shown(answer)[0] == SUMMARY
    assert offered(answer) is not None


def test_nor_does_a_form_without_fields_or_the_admin_fail(writer: Client) -> None:
    for address in ("/en/join/", "/admin/", "/healthz", reverse("account_logout")):
        for headers in (OURS, {}):
            assert writer.post(address, headers=headers).status_code == 403
