"""The mails about who speaks for a municipality, each in its reader's language."""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.i18n import isolate
from mail.links import absolute, link
from mail.messages import send
from members.models import Invitation, JoinRequest, Membership

User = get_user_model()
logger = logging.getLogger(__name__)

# What of a mail is a name, in any script, or an address.
NAMES = frozenset(
    {
        "about",
        "actor",
        "city",
        "contact",
        "inviter",
        "municipality",
        "name",
        "objector",
        "office",
        "organisation",
        "person",
        "role",
        "title",
    }
)


def language_of(user: Any) -> str:
    """The language in which a person wants to be written to."""
    chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True)
    return chosen.first() or settings.LANGUAGE_CODE


def name_of(user: Any) -> str:
    """How a person is called in texts."""
    return str(user.get_full_name() or user.get_username())


def write(
    template: str,
    to: str,
    language: str,
    context: dict[str, Any],
    *,
    essential: bool = True,
    reply_to: str = "",
) -> bool:
    """Send a mail in which every name keeps its place, whatever is written around it.

    Returns whether it was written: not where its reader wants none of the kind.

    Raises:
        ValueError: where the address is none.
    """
    names = {name: isolate(context[name], language) for name in NAMES & context.keys()}
    named = context | names
    return send(template, to, language, named, essential=essential, reply_to=reply_to)


def tell(
    template: str,
    reader: Any,
    language: str,
    context: dict[str, Any],
    *,
    essential: bool = True,
    reply_to: str = "",
) -> bool:
    """`write` to somebody with an account; an address that is none ends nothing that was begun."""
    try:
        to = reader.email
        return write(template, to, language, context, essential=essential, reply_to=reply_to)
    except ValueError:
        logger.warning("Account %s has no address that mail can be sent to", reader.pk)
        return False


def invitation(invited: Invitation, secret: str) -> None:
    """The link by which somebody becomes a representative, to her alone."""
    write(
        "invitation",
        invited.address,
        invited.language,
        {
            "organisation": invited.organisation.name,
            "inviter": name_of(invited.invited_by),
            "expires_at": invited.expires_at,
            "address": link(invited.language, "invitation", secret),
        },
    )


def joined(membership: Membership, inviter: Any) -> None:
    """To the leads of a municipality, and to who invited: somebody has come."""
    leads = Membership.objects.active().filter(organisation=membership.organisation, lead=True)
    readers = {lead.user for lead in leads.select_related("user")} | {inviter}
    for reader in readers - {membership.user}:
        if reader.is_active and reader.email:
            language = language_of(reader)
            context = {
                "organisation": membership.organisation.name,
                "name": name_of(membership.user),
            }
            tell("joined", reader, language, context)


def removed(membership: Membership) -> None:
    """To who no longer represents a municipality."""
    user = membership.user
    if user.is_active and user.email:
        context = {"organisation": membership.organisation.name}
        tell("removed", user, language_of(user), context)


def join_request(asked: JoinRequest) -> None:
    """To the union: a city asks to become a member."""
    address = absolute(reverse("members_join_request", args=[asked.pk]))
    context = {**_of(asked), "address": address}
    _to_union("members.change_joinrequest", "join_request", context)


def join_accepted(asked: JoinRequest) -> None:
    """To the town hall: who was invited to speak for it."""
    write("join_accepted", asked.official_contact, asked.language, _of(asked))


def join_declined(asked: JoinRequest) -> None:
    """To who asked: the union's reason."""
    write("join_declined", asked.address, asked.language, _of(asked))


def union_readers(permission: str) -> list[Any]:
    """Everybody who has this right by a group; the administrators where nobody has."""
    backend = f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
    people = User._default_manager.with_perm(
        permission, include_superusers=False, backend=backend
    ).exclude(email="")
    administrators = User._default_manager.filter(is_active=True, is_superuser=True)
    return list(people) or list(administrators.exclude(email=""))


def _of(asked: JoinRequest) -> dict[str, Any]:
    fields = ("municipality", "city", "country", "person", "office", "reason")
    return {"contact": asked.official_contact, **{name: getattr(asked, name) for name in fields}}


def _to_union(permission: str, template: str, context: dict[str, Any]) -> None:
    for reader in union_readers(permission):
        tell(template, reader, language_of(reader), context)
