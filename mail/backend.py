"""The road that every mail takes: into the outbox, with the transaction that it tells of."""

from collections.abc import Iterator, Sequence
from copy import copy
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from mail.addresses import bare
from mail.models import OutboxMessage
from mail.tasks import plan


class OutboxBackend(BaseEmailBackend):
    """Keeps mails for the worker, a row for each recipient; a rollback takes them back.

    What is wrong with a mail itself (a line break in a header, an address that is none) is
    raised here, whatever `fail_silently` says: later nobody would be told.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many mails were kept; those without a recipient are none."""
        rows = [list(_rows(message)) for message in email_messages]
        OutboxMessage.objects.bulk_create([row for some in rows for row in some])
        if any(rows):
            # Robust: the mail is committed, and the periodic work delivers it at the latest.
            transaction.on_commit(plan, robust=True)
        return sum(bool(some) for some in rows)


def _rows(message: EmailMessage) -> Iterator[OutboxMessage]:
    sender = bare(message.from_email)
    mime = _identified(message, sender).message()
    for recipient in dict.fromkeys(map(bare, message.recipients())):
        yield OutboxMessage(
            message_id=mime["Message-ID"],
            sender=sender,
            recipient=recipient,
            subject=str(message.subject),
            language=_own(message, "language", get_language() or settings.LANGUAGE_CODE),
            kind=_own(message, "kind", ""),
            essential=_own(message, "essential", True),
            mime=mime.as_bytes(),
        )


def _identified(message: EmailMessage, sender: str) -> EmailMessage:
    """The mail with a Message-ID; Django's own would ask the network for this machine's name."""
    if "message-id" in {name.lower() for name in message.extra_headers}:
        return message
    identified = copy(message)
    identity = make_msgid(domain=sender.rpartition("@")[2])
    identified.extra_headers = {**message.extra_headers, "Message-ID": identity}
    return identified


def _own(message: EmailMessage, name: str, default: Any) -> Any:
    """What `mail.messages.Mail` says of itself, and others do not."""
    return getattr(message, name, default)
