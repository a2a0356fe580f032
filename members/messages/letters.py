"""The mails that tell of a message, each in its reader's language."""

import logging

from django.urls import reverse

from mail.links import absolute, link
from mail.messages import send
from members.letters import language_of, name_of, union_readers
from members.models import Message
from members.people import representatives_of

logger = logging.getLogger(__name__)


def written(message: Message) -> None:
    """To the other side: to every representative, or to those who look after the members."""
    thread = message.thread
    if message.from_union:
        template = "union_message"
        readers = list(representatives_of(thread.organisation).exclude(email=""))
    else:
        template = "municipality_message"
        readers = union_readers("members.change_membership")
    context = {
        "organisation": thread.organisation.name,
        "name": name_of(message.author),
        "about": thread.subject,
        "text": message.text,
    }
    for reader in readers:
        language = language_of(reader)
        desk = link(language, "desk:thread", thread.pk)
        admin = absolute(reverse("members_thread", args=[thread.pk]))
        address = desk if message.from_union else admin
        try:
            send(template, reader.email, language, {**context, "address": address}, essential=False)
        except ValueError:  # it keeps nobody else from hers
            logger.warning("Account %s has no address that mail can be sent to", reader.pk)
