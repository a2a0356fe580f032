"""What the union does with a submission: who reviews it, and how each step is decided."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState, WorkflowState

from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import letters, reviews
from practices.submissions.conversation import settle_all
from practices.submissions.rights import WAITING, may_review
from practices.submissions.states import NotNow, locked, move, note
from practices.submissions.working_copy import end_review, reread


class Overtaken(NotNow):
    """Somebody else has decided, or changed the text, since the reviewer looked at it."""


@transaction.atomic
def decide(
    pk: UUID,
    decision: Decision,
    *,
    actor: Any,
    task_state: int,
    revision: int,
    awaited: bool = False,
    reason: str = "",
    template: str = "",
    due: datetime.date | None = None,
) -> Submission:
    """Decide the present step of a review; the last approval publishes.

    `task_state`, `revision` and `awaited` say what the reviewer saw: the keys of step and text,
    and whether changes were asked for. `template` is the code of the reason she began from, `due`
    until when the author is to answer.

    Raises:
        PermissionDenied: the actor does not decide this step, or may not publish.
        Overtaken: step or text are others by now.
        NotNow: a reason is missing, or the decision does not fit the state.
    """
    submission = locked(pk)
    page = submission.page
    if page is None or (review := reviews.review_of(page)) is None:
        raise Overtaken(_overtaken(task_state))
    if not may_decide(actor, step := reviews.step_of(review)):
        raise PermissionDenied
    if (page.latest_revision_id, *_present(step)) != (revision, task_state, awaited):
        raise Overtaken(_overtaken(task_state))
    _check_reason(decision, reason)
    match decision:
        case Decision.APPROVE:
            _approve(submission, review, step, actor, reason)
        case Decision.REQUEST_CHANGES:
            _request_changes(submission, step, actor, reason, template, due)
        case Decision.DECLINE:
            _decline(submission, step, actor, reason, template)
    return Submission.objects.get(pk=pk)


def _check_reason(decision: Decision, reason: str) -> None:
    if decision != Decision.APPROVE and not reason.strip():
        raise NotNow(_("Please say why: the author reads it."))


def _present(step: TaskState) -> tuple[int, bool]:
    """Which step it is, and whether its author has been asked for changes."""
    return step.pk, step.status == TaskState.STATUS_REJECTED


def may_decide(actor: Any, step: TaskState) -> bool:
    """Whether a person decides this step of a review."""
    task = step.task.specific
    return bool(actor.is_active and task.user_can_access_editor(None, actor))


def assign(pks: Sequence[UUID], reviewer: Any, due: datetime.date | None, *, actor: Any) -> int:
    """Give submissions to a reviewer, or to nobody, to be decided by a day, or by none.

    Returns:
        How many: not those that are no longer with the union.

    Raises:
        PermissionDenied: the actor, or who is chosen, does not review.
    """
    if not may_review(actor) or (reviewer and not may_review(reviewer)):
        raise PermissionDenied
    return sum(_assign(pk, reviewer, due, actor) for pk in pks)


@transaction.atomic
def _assign(pk: UUID, reviewer: Any, due: datetime.date | None, actor: Any) -> bool:
    submission = locked(pk)
    if submission.state not in WAITING:
        return False
    known = (submission.reviewer, submission.due)
    if known == (reviewer, due):
        return True
    submission.reviewer, submission.due = reviewer, due
    data = {"reviewer": reviewer.pk if reviewer else None, "due": due and due.isoformat()}
    if reviewer and submission.state == State.SUBMITTED:
        move(submission, State.IN_REVIEW, "assign", actor=actor, **data)
    else:
        submission.save()
        note(submission, "assign", actor=actor, **data)
    if reviewer and reviewer != actor:
        letters.assigned(submission)
    return True


def _approve(
    submission: Submission, review: WorkflowState, step: TaskState, actor: Any, reason: str
) -> None:
    _check_in_progress(step)
    data = {"stage": step.task.specific.stage, "reason": reason}
    if review.is_at_final_task:
        submission.decided_at, submission.reason, submission.due = timezone.now(), reason, None
        move(submission, State.APPROVED, "approve", actor=actor, **data)
        settle_all(review.content_object, actor=actor)
    elif submission.state == State.SUBMITTED:
        move(submission, State.IN_REVIEW, "approve", actor=actor, **data)
    else:
        note(submission, "approve", actor=actor, **data)
    # The last one publishes, and the submission follows its page.
    step.approve(user=actor, comment=reason)


def _request_changes(
    submission: Submission,
    step: TaskState,
    actor: Any,
    reason: str,
    template: str,
    due: datetime.date | None,
) -> None:
    _check_in_progress(step)
    step.reject(user=actor, comment=reason)
    # What the union has changed itself is hers to see.
    reread(submission)
    submission.reason, submission.due = reason, due
    data = {"stage": step.task.specific.stage, "reason": reason, "template": template}
    move(submission, State.CHANGES_REQUESTED, "request_changes", actor=actor, **data)
    letters.changes_requested(submission)


def _decline(
    submission: Submission, step: TaskState, actor: Any, reason: str, template: str
) -> None:
    is_public = bool(submission.page and submission.page.live)
    end_review(submission, actor=actor)
    submission.reason, submission.decided_at = reason, timezone.now()
    data = {"stage": step.task.specific.stage, "reason": reason, "template": template}
    to = State.PUBLISHED if is_public else State.DECLINED
    move(submission, to, "decline", actor=actor, **data)
    letters.declined(submission)


def _check_in_progress(step: TaskState) -> None:
    if step.status != TaskState.STATUS_IN_PROGRESS:
        raise NotNow(_("Changes are asked for already; the author has it now."))


def _overtaken(task_state: int) -> str:
    seen = TaskState.objects.filter(pk=task_state).select_related("finished_by").first()
    if seen and seen.finished_by:
        return _("%(name)s has decided this step meanwhile. Please look at it again.") % {
            "name": get_user_display_name(seen.finished_by)
        }
    return _("This was changed or decided meanwhile. Please look at it again.")
