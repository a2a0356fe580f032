"""The first page of a submission: how far it is, what is next, and what happened so far."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import ModelLogEntry

from members.decorators import MemberRequest
from practices.desk.acting import possible
from practices.desk.doors import of_own_city
from practices.desk.todo import has_opened_update, todo
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.steps import STEPS
from practices.submissions.completeness import of as completeness_of
from practices.submissions.conversation import open_places
from practices.submissions.drafts import earlier_texts
from practices.submissions.rights import OPEN_TO_AUTHORS


@of_own_city
@require_safe
def tasks(request: MemberRequest, submission: Submission) -> HttpResponse:
    """The steps of the form with what each lacks; beside them what can be done."""
    found = completeness_of(submission)
    remarks = remarks_by_step(submission)
    happened = history(submission)
    is_update = has_opened_update(submission, happened)
    is_public = submission.state == State.PUBLISHED
    context: dict[str, Any] = {
        "submission": submission,
        "todo": todo(submission, timezone.localdate(), is_opened=is_update),
        "is_open": is_update or (submission.state in OPEN_TO_AUTHORS and not is_public),
        "completeness": found,
        "tasks": [(kind, found.per_step[kind.slug], remarks[kind.slug]) for kind in STEPS],
        "looked_for": [kind for kind in STEPS if kind.looked_for],
        "acts": [act for act in possible(submission) if not (is_update and act.slug == "update")],
        "history": happened,
        "files": submission.uploads.kept().count(),
        "earlier": bool(earlier_texts(submission)),
    }
    return render(request, "desk/submissions/tasks.html", context)


def remarks_by_step(submission: Submission) -> Counter[str]:
    """How many remarks wait at the fields of each step."""
    places = open_places(submission.page) if submission.page else []
    fields = [path.partition(".")[0] for path in places]
    return Counter(kind.slug for field in fields for kind in STEPS if field in kind.names)


def history(submission: Submission) -> list[ModelLogEntry]:
    """What happened to it and who did it, the latest first."""
    entries = ModelLogEntry.objects.for_instance(submission).select_related("user")
    return list(entries.order_by("-timestamp", "-pk"))
