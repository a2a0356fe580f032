"""What a municipality does with its submission, each act in one transaction."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions import letters, reviews
from practices.submissions.rights import WAITING
from practices.submissions.sending import Incomplete, submit
from practices.submissions.states import NotNow, demand, move, note, own
from practices.submissions.working_copy import end_review, reread

__all__ = [
    "Incomplete",
    "confirm_valid",
    "propose_update",
    "submit",
    "take_back",
    "take_up_again",
    "withdraw",
]


@transaction.atomic
def take_back(pk: UUID, *, actor: Any) -> Submission:
    """Stop the review, to write on; what is public stays so.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is not with the union.
    """
    submission = own(pk, actor)
    demand(submission, *WAITING)
    to = State.PUBLISHED if submission.state == State.UPDATE_PROPOSED else State.DRAFT
    _stop(submission, to, "take_back", actor)
    letters.taken_back(submission, actor=actor)
    return submission


@transaction.atomic
def withdraw(pk: UUID, *, actor: Any) -> Submission:
    """Give a practice up before it is published, or an update of one; it can be taken up again.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is decided already.
    """
    submission = own(pk, actor)
    was = submission.state
    public = submission.page is not None and submission.page.live
    if was == State.PUBLISHED:
        raise NotNow(_("A published practice is withdrawn by the union: please write to it."))
    _stop(submission, State.PUBLISHED if public else State.WITHDRAWN, "withdraw", actor)
    if was != State.DRAFT:
        letters.taken_back(submission, actor=actor)
    return submission


@transaction.atomic
def take_up_again(pk: UUID, *, actor: Any) -> Submission:
    """Make a draft again of what was withdrawn, declined or archived.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is none of these.
    """
    submission = own(pk, actor)
    demand(submission, State.WITHDRAWN, State.DECLINED, State.ARCHIVED)
    reread(submission)
    move(submission, State.DRAFT, "take_up_again", actor=actor)
    return submission


@transaction.atomic
def propose_update(pk: UUID, *, actor: Any) -> Submission:
    """Open a published practice for its next update, with the texts as they are public now.

    It stays public as it is until the update is sent and approved. Calling it again loses
    nothing.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is not published, or an update is with the union.
    """
    submission = _published(own(pk, actor))
    reread(submission)
    submission.save()
    note(submission, "propose_update", actor=actor)
    return submission


@transaction.atomic
def confirm_valid(pk: UUID, *, actor: Any) -> Submission:
    """Say that what is published still holds: it is asked again in a year.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        NotNow: it is not published, or an update is with the union.
    """
    submission = _published(own(pk, actor))
    page = PracticePage.objects.get(submission=submission)
    until = timezone.localdate()
    # The 29th of February has no next year.
    page.review_by = until.replace(year=until.year + 1, day=min(until.day, 28))
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    reviews.save_public(page, actor=actor)
    if draft:  # an editor's, which stays the latest
        draft.review_by = page.review_by
        draft.save_revision(user=actor, clean=False)
    note(submission, "confirm", actor=actor, until=page.review_by.isoformat())
    return submission


def _stop(submission: Submission, to: State, what: str, actor: Any) -> None:
    if submission.page and submission.state != State.DRAFT:
        end_review(submission, actor=actor)
    move(submission, to, what, actor=actor)


def _published(submission: Submission) -> Submission:
    if submission.state != State.PUBLISHED or submission.page is None:
        raise NotNow(
            _("It is “%(state)s” by now: only what is published can be brought up to date.")
            % {"state": submission.get_state_display()}
        )
    return submission
