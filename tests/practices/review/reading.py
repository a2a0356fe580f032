"""What the tests of the review read from the database."""

from typing import Any

from wagtail.models import Comment, ModelLogEntry, Page, Revision, TaskState

from mail.models import OutboxMessage
from practices.models import PracticePage, Submission


def fresh(submission: Submission) -> Submission:
    """As it is stored now."""
    found: Submission = Submission.objects.get(pk=submission.pk)
    return found


def page_of(submission: Submission) -> PracticePage:
    """Its page, as stored now."""
    page = fresh(submission).page
    assert page is not None
    return page


def seen(submission: Submission) -> dict[str, Any]:
    """What a reviewer has before her, as the decision says it."""
    page = page_of(submission)
    state = page.current_workflow_state
    step = state.current_task_state
    return {
        "task_state": step.pk,
        "revision": page.latest_revision_id,
        "awaited": step.status == TaskState.STATUS_REJECTED,
    }


def mails() -> list[tuple[str, str]]:
    """The mails written, as template and address."""
    return sorted(OutboxMessage.objects.values_list("kind", "recipient"))


def history(submission: Submission) -> list[str]:
    """What the history calls it, the first first."""
    entries = ModelLogEntry.objects.for_instance(submission).order_by("timestamp", "pk")
    return [
        action.removeprefix("practices.") for action in entries.values_list("action", flat=True)
    ]


def counted() -> tuple[int, int, int]:
    """How many pages, revisions and comments there are."""
    return Page.objects.count(), Revision.objects.count(), Comment.objects.count()
