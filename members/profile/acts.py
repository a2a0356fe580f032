"""What a lead does with the changes of a profile: send them, take them back, give them up."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from members.enums import ProposalState as State
from members.models import ProfileProposal
from members.people import RefusedError
from members.profile import letters
from members.profile.drafts import check_lead, known, lock
from members.profile.form import ProfileForm
from members.profile.values import Typed, changed
from taxonomy.models import Organisation


@transaction.atomic
def propose(organisation: Organisation, *, actor: Any) -> ProfileProposal:
    """Send what was saved to the union.

    Raises:
        PermissionDenied: the actor is no lead of the municipality.
        RefusedError: nothing is changed, something is not valid, or it was sent already.
    """
    proposal = _open(organisation, State.DRAFT, actor)
    there = known(organisation)
    if not changed(there.typed, there.base):
        raise RefusedError(_("You have not changed anything yet."))
    if ProfileForm(there.typed, language=proposal.language).problems:
        raise RefusedError(_("Correct what is not right first, then send it."))
    proposal.typed, proposal.base = there.typed, there.base
    proposal.page, proposal.reason = there.page, ""
    proposal.proposed_at, proposal.proposed_by = timezone.now(), actor
    _move(proposal, State.PROPOSED, "propose_profile", actor)
    letters.proposed(proposal)
    return proposal


@transaction.atomic
def take_back(organisation: Organisation, *, actor: Any) -> ProfileProposal:
    """Open what was sent, to write on.

    Raises:
        PermissionDenied: the actor is no lead of the municipality.
        RefusedError: the union has decided it meanwhile.
    """
    proposal = _open(organisation, State.PROPOSED, actor)
    _move(proposal, State.DRAFT, "take_back_profile", actor)
    return proposal


@transaction.atomic
def withdraw(organisation: Organisation, *, actor: Any) -> ProfileProposal:
    """Give up what is being written, or was sent; it can be taken up again.

    Raises:
        PermissionDenied: the actor is no lead of the municipality.
        RefusedError: there is nothing to give up.
    """
    proposal = _open(organisation, None, actor)
    _move(proposal, State.WITHDRAWN, "withdraw_profile", actor)
    return proposal


@transaction.atomic
def take_up_again(earlier: ProfileProposal, *, actor: Any) -> ProfileProposal:
    """Begin new changes with what the union has not taken of earlier ones.

    Raises:
        PermissionDenied: the actor is no lead of the municipality.
        RefusedError: there are new changes already, or nothing is left of the earlier ones.
    """
    organisation = earlier.organisation
    lock(organisation)
    check_lead(actor, organisation)
    there = known(organisation)
    if there.proposal:
        raise RefusedError(_("There are new changes already. Go on with these."))
    left = not_taken(earlier)
    if not left:
        raise RefusedError(_("Everything of it was accepted."))
    made = ProfileProposal(organisation=organisation, page=there.page, saved_by=actor)
    made.language, made.base, made.typed = earlier.language, there.base, there.base | left
    made.save()
    return made


def not_taken(proposal: ProfileProposal) -> Typed:
    """The changed fields of a proposal that the union did not take."""
    names = changed(proposal.typed, proposal.base)
    return {name: proposal.typed[name] for name in names if name not in proposal.accepted}


def _open(organisation: Organisation, state: State | None, actor: Any) -> ProfileProposal:
    lock(organisation)
    check_lead(actor, organisation)
    proposals = ProfileProposal.objects.select_for_update(of=["self"])
    found: ProfileProposal | None = proposals.filter(
        organisation=organisation, state__in=[state] if state else [State.DRAFT, State.PROPOSED]
    ).first()
    if found is None:
        raise RefusedError(_("This is not possible any more. Please look at it again."))
    return found


def _move(proposal: ProfileProposal, state: State, what: str, actor: Any) -> None:
    proposal.state = state
    proposal.save()
    log(proposal.organisation, f"members.{what}", user=actor, data={"proposal": proposal.pk})
