"""What the pages of the review show in the admin."""

from typing import Any

from django import template
from django.utils import timezone

from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions.reviews import sent_title
from practices.submissions.rights import WAITING

register = template.Library()

ICONS = {
    State.DRAFT: "draft",
    State.SUBMITTED: "mail",
    State.IN_REVIEW: "view",
    State.CHANGES_REQUESTED: "edit",
    State.APPROVED: "check",
    State.PUBLISHED: "circle-check",
    State.UPDATE_PROPOSED: "history",
    State.WITHDRAWN: "undo",
    State.DECLINED: "cross",
    State.ARCHIVED: "download",
}


@register.inclusion_tag("practices/admin/state.html")
def review_state(submission: Submission) -> dict[str, Any]:
    """How far a submission is, in words beside an icon."""
    state = State(submission.state)
    return {"state": state.value, "label": state.label, "icon": ICONS[state]}


@register.filter("sent_title")
def title_of(submission: Submission) -> str:
    """The title as the union knows it."""
    return sent_title(submission)


@register.filter
def is_late(submission: Submission) -> bool:
    """Whether the union should have decided by now."""
    due, waits = submission.due, submission.state in WAITING
    return bool(waits and due and due < timezone.localdate())


@register.filter
def field_name(path: str) -> str:
    """The field that a content path leads into."""
    return path.split(".")[0]
