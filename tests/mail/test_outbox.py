"""What becomes of a mail when it is written: a row for each recipient, complete, or nothing."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.admin.mail import send_mail as wagtails_send_mail

from mail.delivery import work_off
from mail.enums import State
from mail.models import OutboxMessage
from tests.servers.smtp import MailServer

Committed = Callable[[], AbstractContextManager[object]]
PICTURE = bytes(range(256)) * 20
ARABIC = "دعوة إلى مشاركة تجربة بلديتكم في استقبال الوافدين الجدد"

pytestmark = pytest.mark.django_db


def stored() -> OutboxMessage:
    """The only mail in the outbox."""
    return OutboxMessage.objects.get()


def parsed(message: OutboxMessage) -> Parsed:
    """A mail as a mail program reads it."""
    return message_from_bytes(bytes(message.mime), policy=policy.default)


def full_mail() -> EmailMultiAlternatives:
    """With text, HTML, and a file whose name is Turkish."""
    message = EmailMultiAlternatives(
        "İstanbul’dan haber", "Düz metin\nFrom here on\n.\nson", None, ["ada@example.org"]
    )
    message.attach_alternative("<p>Düz metin</p>", "text/html")
    message.attach("örnek.png", PICTURE, "image/png")
    return message


def test_django_and_wagtail_write_into_the_outbox_and_send_nothing() -> None:
    send_mail("From Django", "Text", None, ["ada@example.org"], html_message="<p>Text</p>")
    wagtails_send_mail("From Wagtail", "Text", ["ada@example.org"])
    assert [m.subject for m in OutboxMessage.objects.order_by("pk")] == [
        "From Django",
        "From Wagtail",
    ]
    assert set(OutboxMessage.objects.values_list("state", "essential", "kind", "attempts")) == {
        (State.QUEUED, True, "", 0)
    }
    assert mail.outbox == []


def test_a_mail_leaves_when_the_transaction_is_committed(committed: Committed) -> None:
    with committed():
        send_mail("Hello", "Text", None, ["ada@example.org"])
        assert mail.outbox == []
    assert [message.subject for message in mail.outbox] == ["Hello"]
    assert stored().state == State.SENT


def test_what_is_rolled_back_sends_nothing(committed: Committed) -> None:
    with committed():
        with pytest.raises(LookupError), transaction.atomic():
            send_mail("Hello", "Text", None, ["ada@example.org"])
            raise LookupError
        assert not OutboxMessage.objects.exists()
    work_off()
    assert mail.outbox == []


def test_the_mail_server_gets_what_was_written(server: MailServer) -> None:
    full_mail().send()
    before = bytes(stored().mime)
    work_off()
    [received] = server.received
    assert received.data == before.replace(b"\n", b"\r\n")
    assert (received.sender, received.recipient) == ("meydan@example.org", "ada@example.org")
    message = received.message
    assert message["Subject"] == "İstanbul’dan haber"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content() == "Düz metin\r\nFrom here on\r\n.\r\nson"
    assert "<p>Düz metin</p>" in html.get_content()
    [picture] = message.iter_attachments()
    assert picture.get_filename() == "örnek.png"
    assert picture.get_content() == PICTURE


def test_each_recipient_has_a_row_and_sees_only_whom_she_may(server: MailServer) -> None:
    EmailMessage(
        "Hello", "Text", None, ["ada@example.org", "Gül <gul@example.org>"],
        bcc=["secret@example.org", "ada@example.org"],
    ).send()  # fmt: skip
    work_off()
    assert [received.recipient for received in server.received] == [
        "ada@example.org", "gul@example.org", "secret@example.org",
    ]  # fmt: skip
    assert len({received.data for received in server.received}) == 1
    assert b"secret" not in server.received[0].data


def test_a_message_id_is_given_once_and_names_no_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket, "getfqdn", fail)
    message = EmailMessage("Hello", "Text", None, ["ada@example.org"])
    message.send()
    message.send()
    first, second = OutboxMessage.objects.all()
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@example.org>")
    assert parsed(first)["Message-ID"] == first.message_id


def test_a_message_id_that_the_mail_brings_stays() -> None:
    headers = {"message-id": "<7@example.org>"}
    EmailMessage("Hello", "Text", None, ["ada@example.org"], headers=headers).send()
    assert stored().message_id == "<7@example.org>"
    assert parsed(stored()).get_all("Message-ID") == ["<7@example.org>"]


def test_the_language_in_which_it_is_written_is_noted() -> None:
    with translation.override("ar"):
        send_mail(ARABIC, "نص", None, ["ada@example.org"])
    assert stored().language == "ar"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Hello\nBcc: all@example.org"},
        {"subject": "Hello\r\nBcc: all@example.org"},
        {"to": ["ada@example.org\nBcc: all@example.org"]},
        {"bcc": ["ada@example.org\r\nRCPT TO:<all@example.org>"]},
        {"bcc": ["Ada\n <ada@example.org>"]},
        {"bcc": ["ada@example.org\nBcc"]},
        {"bcc": ["ada@example.org\r"]},
        {"from_email": "meydan@example.org\nBcc: all@example.org"},
        {"reply_to": ["ada@example.org\nBcc: all@example.org"]},
        {"headers": {"X-Kind": "one\nBcc: all@example.org"}},
        {"to": ["nobody"]},
        {"to": ["@example.org"]},
        {"to": ["ada@"]},
        {"to": ["ada@example.org, all@example.org"]},
        {"to": ["gül@example.org"]},  # few servers know letters like this before the @
    ],
)
def test_what_is_no_header_or_no_address_is_refused_and_nothing_kept(wrong: Any) -> None:
    mails = {"subject": "Hello", "body": "Text", "to": ["ada@example.org"], **wrong}
    with pytest.raises((BadHeaderError, ValueError)):
        EmailMessage(**mails).send(fail_silently=True)
    assert not OutboxMessage.objects.exists()


def test_an_address_in_another_alphabet_is_written_as_servers_know_it(server: MailServer) -> None:
    send_mail("Hello", "Text", None, ["Belediye <bilgi@gölcük.example>"])
    work_off()
    assert server.received[0].recipient == "bilgi@xn--glck-5qa2b.example"


@pytest.mark.parametrize("subject", [ARABIC, ARABIC * 40, "word " * 400, "ünlü" * 500, ""])
def test_long_and_foreign_subjects_arrive_whole_in_short_lines(
    subject: str, server: MailServer
) -> None:
    send_mail(subject, "Text", None, ["ada@example.org"])
    assert stored().subject == subject
    work_off()
    [received] = server.received
    assert str(received.message["Subject"]).strip() == subject.strip()
    assert max(map(len, received.data.split(b"\r\n"))) <= 998


def test_writing_to_many_takes_no_more_queries_than_to_one() -> None:
    def queries(recipients: int) -> int:
        to = [f"ada{number}@example.org" for number in range(recipients)]
        with CaptureQueriesContext(connection) as captured:
            EmailMessage("Hello", "Text", None, to).send()
        return len(captured)

    assert queries(1) == queries(40) == 1


def test_a_mail_to_nobody_is_none() -> None:
    assert EmailMessage("Hello", "Text", None, []).send() == 0
    assert not OutboxMessage.objects.exists()
