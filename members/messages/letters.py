"""The mails that tell of a message, each in its reader's language."""

from django.urls import reverse

from mail.links import absolute, link
from members.letters import language_of, name_of, tell, union_readers
from members.models import Message
from members.people import representatives_of


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
        tell(template, reader, language, {**context, "address": address}, essential=False)
