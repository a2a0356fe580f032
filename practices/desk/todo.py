"""What a municipality must do next about a submission, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions.rights import WAITING

TEXTS: dict[str, str | Promise] = {
    State.DRAFT: _("Fill in what is missing, then send it."),
    State.SUBMITTED: _("Nothing at present: the union looks whether it is complete."),
    State.IN_REVIEW: _("Nothing at present: the union reviews it."),
    State.CHANGES_REQUESTED: _("Change what the union asks for, then send it again."),
    State.APPROVED: _("Nothing at present: the union publishes it soon."),
    State.PUBLISHED: _("Nothing at present. When something changes, propose an update."),
    State.UPDATE_PROPOSED: _("Nothing at present: the union reviews your update."),
    State.WITHDRAWN: _("Nothing. You can take it up again."),
    State.DECLINED: _("Read the reason. You can take it up again."),
    State.ARCHIVED: _("Nothing. It is no longer public."),
}
ANNOUNCED = _("The union knows of it. Complete it, then send it.")
BEGUN = _("You have begun an update. Complete it, then send it.")
STILL_VALID = _("Say whether it still holds, or propose an update.")
YOURS = (State.DRAFT, State.CHANGES_REQUESTED)
# What in the history of a published practice opens an update of it, and what ends one.
OPENS = ("practices.propose_update", "practices.take_back")
ENDS = ("practices.publish", "practices.decline", "practices.withdraw", "practices.confirm")


@dataclass(frozen=True)
class Todo:
    """The next thing to do; `is_yours` where the municipality has to do it.

    `by` is the day it is to be done, or, while the union has it, the day it should answer.
    """

    text: str | Promise
    by: date | None = None
    is_yours: bool = False


def todo(submission: Submission, today: date, *, is_opened: bool = False) -> Todo:
    """What comes next, as of a day; asks for the page of a published one.

    `is_opened` where its author is known to be at an update.
    """
    state = submission.state
    if is_opened or has_begun_update(submission):
        return Todo(BEGUN, is_yours=True)
    if state == State.PUBLISHED and submission.page and submission.page.review_by:
        by = submission.page.review_by
        is_due = by <= today
        return Todo(STILL_VALID if is_due else TEXTS[state], by, is_due)
    if state == State.DRAFT and submission.announced_at:
        return Todo(ANNOUNCED, is_yours=True)
    has_date = state in WAITING or state == State.CHANGES_REQUESTED
    return Todo(TEXTS[state], submission.due if has_date else None, state in YOURS)


def has_begun_update(submission: Submission) -> bool:
    """Whether a published practice was written on since, or an update of it was taken back."""
    page, sent = submission.page, submission.submitted_at
    if submission.state != State.PUBLISHED or page is None:
        return False
    has_draft = page.has_unpublished_changes and page.latest_revision_id == submission.revision_id
    return has_draft or bool(sent and submission.saved_at > sent)


def has_opened_update(submission: Submission, history: Iterable[ModelLogEntry]) -> bool:
    """Whether an update was proposed, written on or not; `history` has the latest first."""
    if submission.state != State.PUBLISHED:
        return False
    told = (entry.action for entry in history if entry.action in (*OPENS, *ENDS))
    return next(told, "") in OPENS or has_begun_update(submission)
