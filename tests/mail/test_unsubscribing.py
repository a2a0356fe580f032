"""Unsubscribing with one click, by mail programs and by people, without logging in."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation

from mail import messages, unsubscribing
from mail.models import OutboxMessage, Unsubscription
from tests.mail.test_messages import arrived, part, send

ONE_CLICK = {"List-Unsubscribe": "One-Click"}

pytestmark = pytest.mark.django_db


def way_out(language: str = "tr") -> str:
    """The address in the header of a mail that may be left."""
    assert send(language, essential=False)
    found = re.fullmatch(r"<(https?://[^>]+)>", arrived()["List-Unsubscribe"].replace(" ", ""))
    assert found
    return found[1]


@pytest.fixture
def path() -> str:
    """The path of that address."""
    return urlsplit(way_out()).path


@pytest.fixture
def strict() -> Client:
    """A mail program: without cookies, and refused where a form's token is asked for."""
    return Client(enforce_csrf_checks=True)


def test_a_mail_that_may_be_left_says_how() -> None:
    address = way_out("tr")
    assert urlsplit(address).path.startswith("/tr/mail/unsubscribe/")
    assert arrived()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in part("plain")
    assert address in part("html")
    assert "News & <more>" in part("plain")
    assert "News &amp; &lt;more&gt;" in part("html")
    assert not OutboxMessage.objects.get().essential


def test_one_click_of_a_mail_program_is_enough(path: str, strict: Client) -> None:
    assert strict.post(path, ONE_CLICK).status_code == 200
    assert not send(essential=False)
    assert send()  # what is essential still comes
    assert strict.post(path, ONE_CLICK).status_code == 200
    assert Unsubscription.objects.count() == 1


def test_looking_at_the_page_changes_nothing_and_asks(path: str, client: Client) -> None:
    for look in (client.get, client.head):
        answer = look(path)
        assert answer.status_code == 200
    page = client.get(path).content.decode()
    assert not Unsubscription.objects.exists()
    assert "ada@example.org" in page
    assert "News &amp; &lt;more&gt;" in page
    assert '<html lang="tr"' in page
    assert '<form method="post">' in page
    assert client.get(path)["X-Robots-Tag"] == "noindex"
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_person_may_take_it_back(path: str, strict: Client) -> None:
    strict.post(path)
    assert 'name="again"' in strict.post(path).content.decode()
    strict.post(path, {"again": "1"})
    assert send(essential=False)


def test_mails_that_wait_do_not_come_after_all(path: str, strict: Client) -> None:
    messages.send("news", "Ada <ADA@example.org>", "en", {}, essential=False)
    messages.send("news", "bob@example.org", "en", {}, essential=False)
    send()
    strict.post(path, ONE_CLICK)
    left = OutboxMessage.objects.values_list("recipient", "essential")
    assert set(left) == {("bob@example.org", False), ("ada@example.org", True)}


@pytest.mark.parametrize("spelled", ["ada@example.org", "ADA@Example.org", "A. <Ada@EXAMPLE.ORG>"])
def test_an_address_is_the_same_however_it_is_spelled(
    path: str, strict: Client, spelled: str
) -> None:
    strict.post(path, ONE_CLICK)
    assert not messages.send("news", spelled, "en", {}, essential=False)


def test_it_is_one_address_and_one_kind_that_is_left(path: str, strict: Client) -> None:
    strict.post(path, ONE_CLICK)
    assert messages.send("news", "bob@example.org", "en", {}, essential=False)
    assert not unsubscribing.wants_none("calls", "ada@example.org")


@pytest.mark.parametrize("change", [lambda path: f"{path[:-2]}x/", lambda path: path[:-12] + "/"])
def test_a_link_that_we_did_not_make_leads_nowhere(
    path: str, strict: Client, change: object
) -> None:
    assert callable(change)
    assert strict.post(change(path), ONE_CLICK).status_code == 404
    assert not Unsubscription.objects.exists()


def test_a_link_works_when_its_kind_is_no_longer_sent(strict: Client) -> None:
    with translation.override("ar"):
        path = unsubscribing.address_for("retired", "ada@example.org")
    assert strict.get(path).status_code == 200
    assert strict.post(path, ONE_CLICK).status_code == 200
    assert unsubscribing.wants_none("retired", "ada@example.org")
