"""A sign-off is asked for, withdrawn and given here, each in one transaction."""

import secrets
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Event
from accounts.log import note as note_for_security
from mail.addresses import bare
from mail.links import key_of
from practices.desk.todo import has_begun_update
from practices.enums import SubmissionState
from practices.models import SignOff, Submission
from practices.sign_off import letters
from practices.sign_off.enums import SignOffState, Verdict
from practices.sign_off.text import digest_of
from practices.submissions.states import NotNow, locked, note, own

# Before it is decided; of what is published, once an update is begun.
BEFORE_DECISION = (
    SubmissionState.DRAFT,
    SubmissionState.SUBMITTED,
    SubmissionState.IN_REVIEW,
    SubmissionState.CHANGES_REQUESTED,
    SubmissionState.UPDATE_PROPOSED,
)


class NotOpen(NotNow):
    """The link takes no answer any more."""


def may_be_asked(submission: Submission) -> bool:
    """Whether there is a text yet to be published."""
    return submission.state in BEFORE_DECISION or has_begun_update(submission)


def find(token: str) -> SignOff | None:
    """The sign-off whose link holds this token, with its submission."""
    key = key_of(token)
    rows = SignOff.objects.select_related(
        "submission__organisation", "submission__page", "created_by"
    )
    return rows.filter(key=key).first()


def state_of(sign_off: SignOff, digest: str) -> SignOffState:
    """What has become of it by now; `digest` is that of its submission's present text."""
    if sign_off.used_at:
        return SignOffState.ANSWERED
    if sign_off.withdrawn_at:
        return SignOffState.WITHDRAWN
    if not may_be_asked(sign_off.submission):
        return SignOffState.CLOSED
    if sign_off.expires_at <= timezone.now():
        return SignOffState.EXPIRED
    return SignOffState.OPEN if sign_off.digest == digest else SignOffState.CHANGED


@transaction.atomic
def ask(pk: UUID, address: str, *, role: str, language: str, actor: Any) -> SignOff:
    """Write to somebody that she may approve a submission; an earlier link to her is void then.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: there is nothing to approve at present.
        ValueError: where the address is none.
    """
    submission = own(pk, actor)
    if not may_be_asked(submission):
        raise NotNow(
            _("It is “%(state)s”: there is nothing to approve at present.")
            % {"state": submission.get_state_display()}
        )
    if not submission.title:
        raise NotNow(_("Give it a title first: the mail names it."))
    address = bare(address).lower()
    earlier = submission.sign_offs.filter(address=address, used_at=None, withdrawn_at=None)
    earlier.update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    sign_off = SignOff.objects.create(
        submission=submission,
        key=key_of(token),
        digest=digest_of(submission),
        address=address,
        role=role,
        language=language,
        created_by=actor,
    )
    note(submission, "ask_sign_off", actor=actor, sign_off=sign_off.pk, role=role)
    _note_for_security(sign_off, "asked", actor)
    letters.asked(sign_off, token)
    return sign_off


@transaction.atomic
def withdraw(pk: UUID, number: int, *, actor: Any) -> None:
    """Make a link void; one that takes no answer any more stays as it is.

    Raises:
        PermissionDenied: the actor does not represent the municipality, or it has no such sign-off.
    """
    submission = own(pk, actor)
    sign_off = submission.sign_offs.filter(pk=number).first()
    if sign_off is None:
        raise PermissionDenied
    if sign_off.used_at or sign_off.withdrawn_at:
        return
    sign_off.withdrawn_at = timezone.now()
    sign_off.save(update_fields=["withdrawn_at"])
    note(submission, "withdraw_sign_off", actor=actor, sign_off=sign_off.pk, role=sign_off.role)
    _note_for_security(sign_off, "withdrawn", actor)


@transaction.atomic
def answer(token: str, verdict: Verdict, *, name: str, remark: str = "") -> SignOff:
    """Approve the text or object to it; whoever has the link is who was asked.

    Raises:
        NotOpen: there is no such link, or it was used, has expired, was withdrawn or is no longer
            needed, or the text is another one by now.
    """
    known = find(token)
    if known is None:
        raise NotOpen
    submission = locked(known.submission_id)
    sign_off: SignOff = SignOff.objects.select_for_update().get(pk=known.pk)
    sign_off.submission = submission
    state = state_of(sign_off, digest_of(submission))
    if state != SignOffState.OPEN:
        raise NotOpen(state.label)
    sign_off.used_at = timezone.now()
    sign_off.verdict, sign_off.name, sign_off.remark = verdict, name, remark
    sign_off.save(update_fields=["used_at", "verdict", "name", "remark"])
    what = "approve_by_link" if verdict == Verdict.APPROVES else "object_by_link"
    data = {"sign_off": sign_off.pk, "name": name, "role": sign_off.role}
    note(submission, what, actor=None, **data)
    _note_for_security(sign_off, verdict.value, None)
    letters.answered(sign_off)
    return sign_off


def _note_for_security(sign_off: SignOff, act: str, actor: Any) -> None:
    note_for_security(
        Event.SIGN_OFF,
        user=actor,
        about=sign_off.address,
        act=act,
        submission=str(sign_off.submission_id),
    )
