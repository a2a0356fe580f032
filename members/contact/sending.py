"""A reader's message: asked for, confirmed, passed on."""

import secrets
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.enums import Event
from accounts.log import note
from mail.links import key_of
from members.contact import letters
from members.contact.answerers import reach
from members.models import ContactMessage
from members.models.contact import CONFIRM_WITHIN
from search import listings


class NotPublicError(Exception):
    """The record can no longer be read by everybody."""


class NobodyError(Exception):
    """There is nobody to whom a message could be given."""


@transaction.atomic
def ask(key: UUID, record: listings.Line, language: str, fields: dict[str, Any]) -> None:
    """Keep a message, and ask its sender by mail to confirm it; with the same key, once."""
    secret = secrets.token_urlsafe(32)
    asked, is_new = ContactMessage.objects.get_or_create(
        pk=key,
        defaults={
            **fields,
            "key": key_of(secret),
            "record": UUID(record["id"]),
            "language": language,
        },
    )
    if is_new:
        note(Event.CONTACT, about=record["id"], act="asked")
        letters.confirm(asked, secret, record["title"])


def find(secret: str) -> ContactMessage | None:
    """The message whose link holds this secret; none that waited too long."""
    found = ContactMessage.objects.filter(key=key_of(secret)).first()
    return found if found and (found.passed_on_at or is_open(found)) else None


def is_open(message: ContactMessage) -> bool:
    """Whether it can still be confirmed."""
    return not message.passed_on_at and message.created_at + CONFIRM_WITHIN > timezone.now()


@transaction.atomic
def pass_on(pk: UUID) -> None:
    """Give a confirmed message to those who answer for the record, and empty it.

    What has been passed on, or deleted, meanwhile stays as it is.

    Raises:
        NotPublicError: the record is no longer for everybody.
        NobodyError: nobody can be written to; the message stays.
    """
    message = ContactMessage.objects.select_for_update().filter(pk=pk).first()
    if message is None or not is_open(message):
        return
    if not listings.addresses(message.record):
        raise NotPublicError
    way, count = reach(message)
    if not count:
        raise NobodyError
    note(Event.CONTACT, about=str(message.record), act="passed on", to=way, mails=count)
    message.name = message.address = message.organisation = message.message = ""
    message.passed_on_at = timezone.now()
    message.save()


def discard(pk: UUID) -> None:
    """Delete a message at its sender's wish."""
    ContactMessage.objects.filter(pk=pk, passed_on_at=None).delete()
