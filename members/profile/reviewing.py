"""What the union does with proposed changes: take them, some of them, or none."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.enums import ProposalState as State
from members.letters import name_of
from members.models import MunicipalityPage, ProfileProposal
from members.people import RefusedError, is_union
from members.profile import letters
from members.profile.drafts import profile_of
from members.profile.publishing import write
from members.profile.values import Typed, changed, digest, read
from translations.states import lock


def target(proposal: ProfileProposal) -> MunicipalityPage | None:
    """What the changes are to be made in: what readers see, else the draft there is."""
    page = profile_of(proposal.organisation)
    if page is None or page.live:
        return page
    draft: MunicipalityPage = page.get_latest_revision_as_object()
    return draft


def fingerprint(proposal: ProfileProposal, before: Typed) -> str:
    """What somebody who decides has looked at: both sides of every field that is to change."""
    names = changed(proposal.typed, proposal.base)
    seen = [f"{name} {digest(proposal.typed[name])} {digest(before[name])}" for name in names]
    return digest("\n".join([str(proposal.pk), *seen]))


@transaction.atomic
def accept(
    pk: int, names: Sequence[str], *, seen: str, actor: Any, reason: str = ""
) -> ProfileProposal:
    """Make these fields of the profile say what is proposed; a public profile says it at once.

    Where there is none yet, it is a draft that an editor completes and publishes. `seen` is the
    `fingerprint` of what the actor looked at; `reason` says why the other fields stay.

    Raises:
        PermissionDenied: the actor does not look after the members.
        RefusedError: it was decided, taken back or changed meanwhile, a field is left out without
            a reason, or the profile cannot be written at present.
    """
    proposal = _waiting(pk, seen, actor)
    proposed = changed(proposal.typed, proposal.base)
    taken = [name for name in proposed if name in names]
    if not taken:
        raise RefusedError(_("Tick at least one field, or decline the changes."))
    is_whole = taken == proposed
    if not is_whole and not reason.strip():
        raise RefusedError(_("Say why you leave something out: the municipality reads it."))
    proposal.page = write(proposal, taken, actor=actor)
    proposal.accepted = taken
    _decide(proposal, State.ACCEPTED, reason, actor)
    letters.decided(proposal, is_accepted=True, is_whole=is_whole)
    return proposal


@transaction.atomic
def decline(pk: int, *, reason: str, seen: str, actor: Any) -> ProfileProposal:
    """Leave the profile as it is, and say why.

    Raises:
        PermissionDenied: the actor does not look after the members.
        RefusedError: it was decided, taken back or changed meanwhile, or the reason is missing.
    """
    proposal = _waiting(pk, seen, actor)
    if not reason.strip():
        raise RefusedError(_("Please say why: the municipality reads it."))
    _decide(proposal, State.DECLINED, reason, actor)
    letters.decided(proposal, is_accepted=False, is_whole=False)
    return proposal


def _waiting(pk: int, seen: str, actor: Any) -> ProfileProposal:
    if not is_union(actor):
        raise PermissionDenied
    known = ProfileProposal.objects.select_related("organisation").get(pk=pk)
    # Whoever saves a page has locked that before a row of this app.
    if page := profile_of(known.organisation):
        lock(page.translation_key)
    rows = ProfileProposal.objects.select_for_update(of=["self"])
    proposal: ProfileProposal = rows.select_related("organisation", "decided_by").get(pk=pk)
    if proposal.decided_by and not proposal.is_waiting:
        raise RefusedError(
            _("%(name)s has decided this meanwhile.") % {"name": name_of(proposal.decided_by)}
        )
    if not proposal.is_waiting:
        raise RefusedError(_("The municipality has taken this back meanwhile."))
    if fingerprint(proposal, read(target(proposal))) != seen:
        raise RefusedError(
            _("The profile, or what is proposed, has changed meanwhile. Please look at it again.")
        )
    return proposal


def _decide(proposal: ProfileProposal, state: State, reason: str, actor: Any) -> None:
    proposal.state, proposal.reason = state, reason.strip()
    proposal.decided_at, proposal.decided_by = timezone.now(), actor
    proposal.save()
    act = "accept_profile" if state == State.ACCEPTED else "decline_profile"
    data = {"proposal": proposal.pk, "fields": proposal.accepted, "reason": proposal.reason}
    log(proposal.organisation, f"members.{act}", user=actor, data=data)
