"""How far a submission is: what may follow what, under a lock, and noted in its history."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from practices.enums import SubmissionState as State
from practices.models import Submission
from translations.states import lock

ALLOWED: dict[str, set[State]] = {
    State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
    State.SUBMITTED: {
        State.DRAFT,
        State.IN_REVIEW,
        State.CHANGES_REQUESTED,
        State.APPROVED,
        State.DECLINED,
        State.WITHDRAWN,
    },
    State.IN_REVIEW: {
        State.DRAFT,
        State.CHANGES_REQUESTED,
        State.APPROVED,
        State.DECLINED,
        State.WITHDRAWN,
    },
    State.CHANGES_REQUESTED: {
        State.SUBMITTED,
        State.IN_REVIEW,
        State.UPDATE_PROPOSED,
        State.PUBLISHED,
        State.DECLINED,
        State.WITHDRAWN,
    },
    State.APPROVED: {State.PUBLISHED},
    State.PUBLISHED: {State.UPDATE_PROPOSED, State.ARCHIVED},
    State.UPDATE_PROPOSED: {State.PUBLISHED, State.CHANGES_REQUESTED, State.APPROVED},
    State.WITHDRAWN: {State.DRAFT},
    State.DECLINED: {State.DRAFT},
    State.ARCHIVED: {State.DRAFT},
}


class NotNow(Exception):
    """What was asked for is not possible at present; the text says why, to who asked."""


def locked(pk: UUID) -> Submission:
    """A submission that nobody else changes before the transaction ends, nor its pages.

    Raises:
        Submission.DoesNotExist: there is none.
    """
    known = Submission.objects.filter(pk=pk).values_list("page__translation_key", flat=True).first()
    # Whoever saves a page has locked that before a row of this app.
    if known:
        lock(known)
    submission: Submission = Submission.objects.select_for_update().get(pk=pk)
    if submission.page and submission.page.translation_key != known:
        raise NotNow(_("Somebody else has just sent this. Please look again."))
    return submission


def own(pk: UUID, actor: Any) -> Submission:
    """As `locked`, for a representative of its municipality.

    Raises:
        PermissionDenied: the actor is none, or there is no such submission.
    """
    if not Submission.objects.visible_to(actor).filter(pk=pk).exists():
        raise PermissionDenied
    return locked(pk)


def move(submission: Submission, to: State, what: str, *, actor: Any, **data: Any) -> None:
    """Bring a locked submission into a state; `what` its history calls that.

    Raises:
        NotNow: that state does not follow the present one.
    """
    demand(submission, *(state for state, after in ALLOWED.items() if to in after))
    put(submission, to, what, actor=actor, **data)


def demand(submission: Submission, *states: str) -> None:
    """See that a locked submission is in one of these states.

    Raises:
        NotNow: it is not.
    """
    if submission.state not in states:
        raise NotNow(
            _("This is not possible any more: it is “%(state)s” by now.")
            % {"state": submission.get_state_display()}
        )


def put(submission: Submission, to: State, what: str, *, actor: Any, **data: Any) -> None:
    """As `move`, for what has already happened to the page: whatever the state was."""
    was, submission.state, submission.since = submission.state, to, timezone.now()
    submission.save()
    note(submission, what, actor=actor, was=was, state=to.value, **data)


def note(submission: Submission, what: str, *, actor: Any, **data: Any) -> None:
    """Write something into a submission's history."""
    log(instance=submission, action=f"practices.{what}", user=actor, data=data)
