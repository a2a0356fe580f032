"""The mails of a message to those behind a record."""

import logging
from typing import Any

from mail.links import link
from members.letters import language_of, tell, write
from members.models import ContactMessage
from members.models.contact import CONFIRM_WITHIN

logger = logging.getLogger(__name__)


def confirm(asked: ContactMessage, secret: str, title: str) -> None:
    """To who gave the address: nothing that she typed, as it may be somebody else's address."""
    context = {
        "title": title,
        "expires_at": asked.created_at + CONFIRM_WITHIN,
        "address": link(asked.language, "contact_confirm", secret),
    }
    write("contact_confirm", asked.address, asked.language, context)


def to_person(message: ContactMessage, title: str, user: Any, *, union: bool = False) -> bool:
    """The message to somebody with an account; whether it was written."""
    language = language_of(user)
    context = _context(message, title, language) | {"to_union": union}
    return tell("contact_message", user, language, context, reply_to=_reply_to(message))


def to_office(message: ContactMessage, title: str, address: str, language: str) -> bool:
    """The message to the address that is kept with the record; whether it was written."""
    context = _context(message, title, language)
    try:
        return write("contact_message", address, language, context, reply_to=_reply_to(message))
    except ValueError:
        logger.warning("The contact of record %s has no address for mail", message.record)
        return False


def _reply_to(message: ContactMessage) -> str:
    return message.address if message.may_answer else ""


def _context(message: ContactMessage, title: str, language: str) -> dict[str, Any]:
    return {
        "title": title,
        "name": message.name,
        "organisation": message.organisation,
        "text": message.message,
        "may_answer": message.may_answer,
        "address": link(language, "search:record", message.record),
    }
