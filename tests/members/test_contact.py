"""A reader writes to those behind a record, without learning or giving an address unasked."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from email import message_from_bytes
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import SecurityEvent
from core.signals import periodic
from mail.models import OutboxMessage
from members.models import ContactMessage
from members.models.contact import CONFIRM_WITHIN, KEPT_AFTER
from practices.models import PracticePage
from tests.factories.members import representative
from tests.factories.pages import EventPageFactory, PracticePageFactory, section
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.factories.translations import translate
from tests.members.mails import to

Committed = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
SENDER = "reader@example.org"
TEXT = "How many teachers do you have?\nAnd <where>?"


def typed(**fields: str) -> dict[str, str]:
    return {
        "key": str(uuid4()),
        "name": "Rana Okur",
        "address": SENDER,
        "organisation": "Kilis Belediyesi",
        "message": TEXT,
        "consent": "on",
        "topic": "",
        **fields,
    }


def address(page: Any, language: str = "en") -> str:
    return f"/{language}/contact/{page.record_key}/"


def link(mail: Any) -> str:
    found = re.search(r"https?://\S+/s/contact/\S+", mail.body)
    assert found is not None
    return urlsplit(found[0]).path


@pytest.fixture
def practice(committed: Committed) -> Any:
    with committed():
        return PracticePageFactory(
            parent=section(),
            title="Language cafés",
            lead_organisation=OrganisationFactory(kind="municipality"),
            contact_email="office@example.org",
        )


@pytest.fixture
def forum(committed: Committed) -> Any:
    """A record for which nobody in particular answers."""
    with committed():
        return EventPageFactory(parent=section("event"), title="Forum", contact_email="")


@pytest.fixture
def union() -> Any:
    return person("union", "Moderators")


def sent(client: Client, page: Any, mailoutbox: Any, **fields: str) -> str:
    """The path of the link that the sender of a message gets."""
    answer = client.post(address(page), typed(**fields))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/contact/sent/")
    [mail] = to(SENDER, mailoutbox)
    return link(mail)


class TestWriting:
    @pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
    def test_is_open_to_everybody_in_every_language(
        self, client: Client, practice: Any, language: str
    ) -> None:
        source = client.get(address(practice, language)).content.decode()
        assert 'name="message"' in source and "Language cafés" in source
        assert client.get(f"/{language}/contact/sent/").status_code == 200

    def test_a_record_leads_to_it(self, client: Client, practice: Any) -> None:
        assert f'href="{address(practice)}"' in client.get(practice.get_url()).content.decode()

    def test_no_page_and_no_mail_to_the_sender_tells_the_owners_address(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        owner = representative(practice.lead_organisation)
        confirm = sent(client, practice, mailoutbox)
        pages = [client.get(address(practice)), client.get(confirm), client.post(confirm)]
        pages.append(client.get(confirm))
        told = "".join(page.content.decode() for page in pages)
        told += "".join(str(mail.message()) for mail in to(SENDER, mailoutbox))
        for hidden in (owner.email, "office@example.org"):
            assert hidden not in told

    def test_what_is_typed_stays_where_something_is_wrong(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        data = typed(address="no address", may_answer="on")
        del data["consent"]
        source = client.post(address(practice), data).content.decode()
        for kept in ("Rana Okur", "no address", "Kilis Belediyesi", "And &lt;where&gt;?"):
            assert kept in source
        assert re.search(r'name="may_answer"[^>]* checked', source)
        assert "Without this, nothing can be passed on." in source
        assert not mailoutbox and not ContactMessage.objects.exists()

    @pytest.mark.parametrize("field", ["name", "address", "message", "key"])
    def test_what_is_needed_is_asked_for(
        self, client: Client, practice: Any, field: str, mailoutbox: Any
    ) -> None:
        answer = client.post(address(practice), typed(**{field: ""}))
        assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()
        assert not mailoutbox

    def test_what_a_program_fills_in_sends_nothing_and_loses_a_person_nothing(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        source = client.post(address(practice), typed(topic="buy this")).content.decode()
        assert "Empty this field" in source and "Rana Okur" in source
        assert not mailoutbox

    def test_twice_is_once(self, client: Client, practice: Any, mailoutbox: Any) -> None:
        data = typed()
        for _click in range(2):
            assert client.post(address(practice), data).status_code == 302
        assert len(mailoutbox) == 1

    def test_the_mail_to_an_address_that_anybody_can_type_holds_nothing_typed(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        sent(client, practice, mailoutbox, name="Buy now", organisation="at shop.example.org")
        source = str(mailoutbox[0].message())
        for word in ("Buy now", "shop.example.org", "teachers"):
            assert word not in source
        assert "Language cafés" in mailoutbox[0].body

    def test_of_drafts_and_private_records_nothing_is_found(
        self, client: Client, practice: Any, mailoutbox: Any, committed: Committed
    ) -> None:
        with committed():
            draft = PracticePageFactory(parent=section(), live=False)
            practice.view_restrictions.create(restriction_type="login")
        for hidden in (address(draft), address(practice), f"/en/contact/{uuid4()}/"):
            assert client.get(hidden).status_code == 404
            assert client.post(hidden, typed()).status_code == 404
        assert not mailoutbox

    def test_an_original_that_is_a_draft_does_not_hide_its_public_translation(
        self, client: Client, practice: Any, committed: Committed
    ) -> None:
        with committed():
            translate(practice, "tr")
            practice.refresh_from_db()
            practice.unpublish()
        assert client.get(address(practice, "tr")).status_code == 200

    def test_has_its_limits_by_network_and_by_address(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        def send(sender: str, network: str) -> int:
            data = typed(address=sender)
            return client.post(address(practice), data, REMOTE_ADDR=network).status_code

        assert [send(SENDER, f"203.0.113.{last}") for last in range(6)] == [*[302] * 5, 429]
        cache.clear()
        several = [send(f"{number}@example.org", "203.0.113.9") for number in range(11)]
        assert several == [*[302] * 10, 429]
        refused = client.post(address(practice), typed(), REMOTE_ADDR="203.0.113.9")
        assert "Rana Okur" in refused.content.decode()


class TestConfirming:
    def test_a_look_passes_nothing_on(self, client: Client, practice: Any, mailoutbox: Any) -> None:
        representative(practice.lead_organisation)
        answer = client.get(sent(client, practice, mailoutbox))
        assert "And &lt;where&gt;?" in answer.content.decode()
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert len(mailoutbox) == 1

    def test_every_representative_gets_it_once_in_her_language(
        self, client: Client, practice: Any, mailoutbox: Any, union: Any
    ) -> None:
        first = representative(practice.lead_organisation)
        second = representative(practice.lead_organisation, language="ar")
        gone = representative(practice.lead_organisation)
        gone.is_active = False
        gone.save()
        confirm = sent(client, practice, mailoutbox)
        for _click in range(2):
            assert client.post(confirm, follow=True).status_code == 200
        assert "has been passed on" in client.get(confirm).content.decode()
        assert len(mailoutbox) == 3
        for user in (first, second):
            [mail] = to(user.email, mailoutbox)
            assert "How many teachers do you have?" in mail.body
            assert "Language cafés" in mail.subject
        assert "\u2068Rana Okur\u2069" in to(second.email, mailoutbox)[0].body

    def test_goes_to_the_stored_contact_where_nobody_represents_the_city(
        self, client: Client, practice: Any, mailoutbox: Any, union: Any
    ) -> None:
        client.post(sent(client, practice, mailoutbox))
        [mail] = to("office@example.org", mailoutbox)
        assert "And <where>?" in mail.body
        assert len(mailoutbox) == 2

    def test_goes_to_the_union_where_there_is_neither(
        self, client: Client, forum: Any, mailoutbox: Any, union: Any
    ) -> None:
        client.post(sent(client, forum, mailoutbox))
        [mail] = to(union.email, mailoutbox)
        assert "for the union" in mail.body

    def test_a_stored_address_that_takes_no_mail_is_passed_over(
        self, client: Client, practice: Any, mailoutbox: Any, union: Any
    ) -> None:
        # As an import may have left it.
        PracticePage.objects.filter(pk=practice.pk).update(contact_email="büro@example.org")
        client.post(sent(client, practice, mailoutbox))
        assert to(union.email, mailoutbox)

    def test_a_message_about_a_translation_goes_to_the_originals_contact(
        self, client: Client, practice: Any, mailoutbox: Any, committed: Committed
    ) -> None:
        with committed():
            french = translate(practice, "fr")
        client.post(address(french, "fr"), typed())
        [asked] = to(SENDER, mailoutbox)
        client.post(link(asked))
        assert to("office@example.org", mailoutbox)

    def test_the_senders_address_is_given_only_where_she_says_so(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        client.post(sent(client, practice, mailoutbox))
        [mail] = to("office@example.org", mailoutbox)
        assert SENDER not in str(mail.message())
        mailoutbox.clear()
        client.post(sent(client, practice, mailoutbox, may_answer="on"))
        [mail] = to("office@example.org", mailoutbox)
        assert mail.message()["Reply-To"] == SENDER

    def test_can_be_taken_back_instead(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        confirm = sent(client, practice, mailoutbox)
        assert "deleted" in client.post(confirm, {"discard": "yes"}).content.decode()
        assert not ContactMessage.objects.exists()
        assert client.post(confirm).status_code == 404
        assert len(mailoutbox) == 1

    def test_a_record_that_is_private_by_then_gets_no_message(
        self, client: Client, practice: Any, mailoutbox: Any, committed: Committed
    ) -> None:
        confirm = sent(client, practice, mailoutbox)
        with committed():
            practice.view_restrictions.create(restriction_type="login")
        assert practice.title not in client.get(confirm).content.decode()
        assert client.post(confirm).status_code == 410
        assert len(mailoutbox) == 1 and not ContactMessage.objects.exists()

    def test_a_link_that_nobody_made_opens_nothing(self, client: Client) -> None:
        assert client.get("/en/s/contact/secret/").status_code == 404
        assert client.post("/en/s/contact/secret/").status_code == 404

    def test_where_nobody_can_be_written_to_the_message_waits(
        self, client: Client, forum: Any, mailoutbox: Any
    ) -> None:
        confirm = sent(client, forum, mailoutbox)
        assert client.post(confirm).status_code == 503
        late = person("late", "Moderators")
        assert client.post(confirm).status_code == 302
        assert to(late.email, mailoutbox)

    def test_takes_the_road_of_every_mail(
        self, client: Client, practice: Any, settings: Any
    ) -> None:
        settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"
        settings.DEFAULT_FROM_EMAIL = "meydan@example.org"
        client.post(address(practice), typed(may_answer="on"))
        [asked] = OutboxMessage.objects.all()
        mime: Any = message_from_bytes(bytes(asked.mime))
        text = mime.get_payload()[0].get_payload(decode=True)
        found = re.search(r"/en/s/contact/[\w-]+/", text.decode())
        assert found is not None
        client.post(found[0])
        mail = OutboxMessage.objects.get(recipient="office@example.org")
        assert message_from_bytes(bytes(mail.mime))["Reply-To"] == SENDER


class TestKeeping:
    def test_nothing_personal_is_left_of_what_was_passed_on(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        client.post(sent(client, practice, mailoutbox))
        left = str(ContactMessage.objects.values().get())
        for word in ("Rana", SENDER, "Kilis", "teachers"):
            assert word not in left

    def test_the_worker_deletes_what_nobody_confirmed_and_what_is_over(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        confirm = sent(client, practice, mailoutbox)
        for age, left in ((CONFIRM_WITHIN, 0), (CONFIRM_WITHIN - timedelta(hours=1), 1)):
            ContactMessage.objects.update(created_at=timezone.now() - age)
            assert client.get(confirm).status_code == (200 if left else 404)
            assert client.post(confirm).status_code == (302 if left else 404)
        ContactMessage.objects.update(passed_on_at=timezone.now() - KEPT_AFTER)
        sent_again = typed()
        client.post(address(practice), sent_again)
        ContactMessage.objects.filter(passed_on_at=None).update(
            created_at=timezone.now() - CONFIRM_WITHIN
        )
        with patch("mail.upkeep.plan"):
            periodic.send(None)
        assert not ContactMessage.objects.exists()

    def test_the_security_log_tells_that_and_to_whom_but_neither_what_nor_by_whom(
        self, client: Client, practice: Any, mailoutbox: Any
    ) -> None:
        client.post(sent(client, practice, mailoutbox))
        events = SecurityEvent.objects.filter(what="contact").order_by("pk")
        assert [event.details["act"] for event in events] == ["asked", "passed on"]
        assert events[1].details["to"] == "contact"
        assert {event.about for event in events} == {str(practice.record_key)}
        secret = link(to(SENDER, mailoutbox)[0]).split("/")[-2]
        told = str(list(events.values()))
        for word in ("Rana", SENDER, "teachers", secret):
            assert word not in told
