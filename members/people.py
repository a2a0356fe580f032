"""Who speaks for which municipality: asked, granted and taken away here and nowhere else."""

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.enums import Event
from accounts.log import note
from accounts.sessions import end_sessions
from mail.addresses import bare
from mail.links import key_of
from members import letters
from members.enums import InvitationState
from members.models import Invitation, Membership
from taxonomy.models import Organisation

User = get_user_model()


class RefusedError(Exception):
    """What was asked for cannot be; the text says why, in the reader's language."""


def membership_of(user: Any) -> Membership | None:
    """For whom a person may act at present; asked once for each user object."""
    if not user.is_active:
        return None
    if not hasattr(user, "_membership"):
        rows = Membership.objects.active().select_related("organisation__city")
        user._membership = rows.filter(user_id=user.pk).first()
    found: Membership | None = user._membership
    return found


def representatives_of(organisation: Organisation) -> QuerySet[Any]:
    """The people who may act for a municipality at present."""
    active = Membership.objects.active().filter(organisation=organisation)
    return User._default_manager.filter(pk__in=active.values("user")).order_by("pk")


def is_union(user: Any) -> bool:
    """Whether a person looks after the members for the union."""
    return bool(user.has_perm("members.change_membership"))


def find(secret: str) -> Invitation | None:
    """The invitation whose link holds this secret."""
    key = key_of(secret)
    invitations = Invitation.objects.select_related("organisation", "invited_by", "accepted_by")
    return invitations.filter(key=key).first()


@transaction.atomic
def invite(
    address: str, organisation: Organisation, *, lead: bool, actor: Any, language: str
) -> Invitation:
    """Write to somebody that she may represent a municipality; an earlier letter is void then.

    Raises:
        PermissionDenied: unless the actor is a lead of this municipality or of the union.
        RefusedError: for who represents it already, and for an account that is closed.
        ValueError: where the address is none.
    """
    _lock(organisation)
    _check_lead(actor, organisation)
    address = bare(address).lower()
    _check_invited(address, organisation)
    now = timezone.now()
    waiting().filter(address=address, organisation=organisation).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        key=key_of(secret),
        address=address,
        organisation=organisation,
        lead=lead,
        language=language,
        invited_by=actor,
    )
    log(organisation, "members.invite", user=actor, data={"invitation": invitation.pk})
    note(Event.INVITED, user=actor, about=address, organisation=organisation.code, lead=lead)
    letters.invitation(invitation, secret)
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, *, actor: Any) -> None:
    """Make the link of an invitation void; one that is no longer open stays as it is.

    Raises:
        PermissionDenied: unless the actor is a lead of this municipality or of the union.
    """
    _lock(invitation.organisation)
    _check_lead(actor, invitation.organisation)
    if waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        data = {"invitation": invitation.pk}
        log(invitation.organisation, "members.withdraw_invitation", user=actor, data=data)


@transaction.atomic
def accept(invitation: Invitation, user: Any) -> Membership:
    """Make who was invited a representative.

    Raises:
        RefusedError: where the invitation is no longer open, was sent to an address that is not
            proven to be the user's, or she represents a municipality already.
    """
    _lock(invitation.organisation)
    invitation.refresh_from_db()
    if invitation.state != InvitationState.OPEN:
        raise RefusedError(_("This invitation can no longer be accepted."))
    if not is_for(invitation, user):
        raise RefusedError(_("This invitation was sent to another address."))
    # She may be accepting another city's at this moment.
    User._default_manager.select_for_update(no_key=True).get(pk=user.pk)
    if Membership.objects.filter(user=user, ended_at=None).exists():
        raise RefusedError(
            _("You represent a municipality already. Ask the union if you are to change.")
        )
    membership: Membership = Membership.objects.create(
        user=user, organisation=invitation.organisation, lead=invitation.lead
    )
    invitation.accepted_at, invitation.accepted_by = membership.since, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    forget(user)
    _tell(membership, "members.join", user)
    letters.joined(membership, invitation.invited_by)
    return membership


@transaction.atomic
def remove(membership: Membership, *, actor: Any, keep: str | None = None) -> None:
    """End a membership and its holder's sessions, but for the one with the key `keep`.

    Raises:
        PermissionDenied: unless the actor is a lead of this municipality or of the union.
        RefusedError: where its last lead would remove herself.
    """
    _lock(membership.organisation)
    membership.refresh_from_db()
    if membership.ended_at:
        return
    _check_lead(actor, membership.organisation)
    _check_not_last(membership, actor)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    _change(membership, "members.remove", actor, keep)
    letters.removed(membership)


@transaction.atomic
def set_lead(membership: Membership, lead: bool, *, actor: Any, keep: str | None = None) -> None:
    """Make a representative a lead, or no longer one; her sessions end, but for `keep`.

    Raises:
        PermissionDenied: unless the actor is a lead of this municipality or of the union.
        RefusedError: where its last lead would step down.
    """
    _lock(membership.organisation)
    membership.refresh_from_db()
    if membership.ended_at or membership.lead == lead:
        return
    _check_lead(actor, membership.organisation)
    if not lead:
        _check_not_last(membership, actor)
    membership.lead = lead
    membership.save(update_fields=["lead"])
    _change(membership, "members.make_lead" if lead else "members.end_lead", actor, keep)


def is_for(invitation: Invitation, user: Any) -> bool:
    """Whether the address invited is proven to be the user's."""
    own = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return bool(own.filter(email__iexact=invitation.address).exists())


def account_of(address: str) -> Any:
    """The account with this address, if there is one; one that is in use comes first."""
    known = Q(email__iexact=address) | Q(emailaddress__email__iexact=address)
    return User._default_manager.filter(known).order_by("-is_active", "pk").first()


def forget(user: Any) -> None:
    """Ask anew for whom this user object may act."""
    user.__dict__.pop("_membership", None)


def waiting() -> QuerySet[Invitation]:
    """The invitations that nobody has accepted or withdrawn; those that have expired too."""
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None)


def _lock(organisation: Organisation) -> None:
    """One change at a time in the people of a municipality, until the transaction ends."""
    Organisation._default_manager.select_for_update(no_key=True).get(pk=organisation.pk)


def _check_lead(actor: Any, organisation: Organisation) -> None:
    # Read again under the lock: a colleague may just have removed her.
    leads = Membership.objects.active().filter(organisation=organisation, lead=True)
    if not (leads.filter(user=actor).exists() or is_union(actor)):
        raise PermissionDenied


def _check_invited(address: str, organisation: Organisation) -> None:
    user = account_of(address)
    if user is None:
        return
    if not user.is_active:
        raise RefusedError(_("The account with this address is closed. Ask the union to open it."))
    if Membership.objects.active().filter(user=user, organisation=organisation).exists():
        raise RefusedError(_("Who has this address represents the municipality already."))


def _check_not_last(membership: Membership, actor: Any) -> None:
    others = Membership.objects.active().exclude(pk=membership.pk)
    leads = others.filter(organisation=membership.organisation, lead=True)
    if membership.lead and not is_union(actor) and not leads.exists():
        raise RefusedError(
            _("You are the only lead representative. Make a colleague one first, or ask the union.")
        )


def _change(membership: Membership, action: str, actor: Any, keep: str | None) -> None:
    _tell(membership, action, actor)
    forget(membership.user)
    end_sessions(membership.user, keep=keep)


def _tell(membership: Membership, action: str, actor: Any) -> None:
    organisation, user = membership.organisation, membership.user
    log(organisation, action, user=actor, data={"user": user.pk, "lead": membership.lead})
    note(
        Event.MEMBERSHIP_CHANGED,
        user=actor,
        about=user.get_username(),
        act=action.partition(".")[2],
        organisation=organisation.code,
        lead=membership.lead,
    )
