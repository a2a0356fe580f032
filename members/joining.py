"""Cities that are not yet members: what they ask, and what the union answers."""

import secrets
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members import letters
from members.enums import JoinState
from members.models import JoinRequest
from members.people import RefusedError, invite
from taxonomy.enums import OrganisationKind
from taxonomy.folding import fold
from taxonomy.labels import all_labels
from taxonomy.models import City, Organisation

LONGEST_CODE = 60


@transaction.atomic
def ask(key: UUID, language: str, fields: dict[str, Any]) -> JoinRequest:
    """Put a request before the union; one with the same key is the same request."""
    asked, is_new = JoinRequest.objects.get_or_create(
        pk=key, defaults={**fields, "language": language}
    )
    if is_new:
        letters.join_request(asked)
    return asked


@transaction.atomic
def grant(key: UUID, organisation: Organisation | None, *, actor: Any) -> JoinRequest:
    """Make a city a member: as this organisation, or as a new one; invite its first lead.

    Raises:
        PermissionDenied: unless the actor answers requests for the union.
        RefusedError: where it is answered already, or the person cannot be invited.
    """
    asked = _open(key, actor)
    asked.organisation = organisation or _organisation(asked)
    _answer(asked, JoinState.ACCEPTED, actor)
    invite(asked.address, asked.organisation, lead=True, actor=actor, language=asked.language)
    letters.join_accepted(asked)
    return asked


@transaction.atomic
def decline(key: UUID, reason: str, *, actor: Any) -> JoinRequest:
    """Answer that a city does not become a member, and why.

    Raises:
        PermissionDenied: unless the actor answers requests for the union.
        RefusedError: where it is answered already.
    """
    asked = _open(key, actor)
    asked.reason = reason
    _answer(asked, JoinState.DECLINED, actor)
    letters.join_declined(asked)
    return asked


def city_of(asked: JoinRequest) -> City | None:
    """The city of the vocabulary that a request names, in any language."""
    name = fold(asked.city.strip())
    known = all_labels("city").items()
    codes = [code for code, names in known if name in map(fold, names)]
    cities = City.objects.canonical().filter(code__in=codes, country=asked.country)
    found: City | None = cities.order_by("retired", "code").first()
    return found


def _open(key: UUID, actor: Any) -> JoinRequest:
    if not actor.has_perm("members.change_joinrequest"):
        raise PermissionDenied
    asked = JoinRequest.objects.select_for_update().get(pk=key)
    if asked.state != JoinState.OPEN:
        raise RefusedError(_("This request has been answered meanwhile."))
    return asked


def _answer(asked: JoinRequest, state: JoinState, actor: Any) -> None:
    asked.state, asked.decided_at, asked.decided_by = state, timezone.now(), actor
    asked.save()
    log(asked, f"members.join_{state}", user=actor, data={"reason": asked.reason})


def _organisation(asked: JoinRequest) -> Organisation:
    return Organisation.objects.create(
        code=_free_code(asked.municipality),
        name=asked.municipality,
        kind=OrganisationKind.MUNICIPALITY,
        country=asked.country,
        city=city_of(asked),
    )


def _free_code(name: str) -> str:
    # Of a name in Arabic letters nothing is left.
    start = slugify(fold(name))[: LONGEST_CODE - 9].strip("-") or "municipality"
    code = start
    while Organisation.objects.filter(code=code).exists():
        code = f"{start}-{secrets.token_hex(4)}"
    return code
