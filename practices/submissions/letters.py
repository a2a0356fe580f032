"""The mails about submissions, each in its reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from mail.links import absolute
from members.letters import language_of, name_of, tell
from members.people import representatives_of
from practices.models import Submission
from practices.submissions.conversation import open_remarks
from practices.submissions.reviews import sent_title, step_now
from practices.submissions.rights import may_review, reviewers

# What a reader can unsubscribe from, or have once a day; all else she needs to go on.
NOT_ESSENTIAL = {
    "submitted",
    "assigned",
    "reminder_review",
    "reminder_changes",
    "reminder_draft",
    "reminder_valid",
}


def announced(submission: Submission, *, actor: Any) -> None:
    """To who reviews: a practice is coming, before it is complete."""
    summary = submission.answers["summary"]
    _to_union("announced", submission, summary=summary, person=name_of(actor))


def received(submission: Submission, *, actor: Any) -> None:
    """To its authors: the union has it."""
    _to_authors("received", submission, actor)


def submitted(submission: Submission, *, again: bool) -> None:
    """To who reviews it: there is something to review; `again`: the answer to a request."""
    _to_union("submitted", submission, again=again)


def assigned(submission: Submission) -> None:
    """To its reviewer."""
    _to_union("assigned", submission)


def taken_back(submission: Submission, *, actor: Any) -> None:
    """To who reviewed it: there is nothing to do at present."""
    _to_union("taken_back", submission, actor=name_of(actor))


def changes_requested(submission: Submission) -> None:
    """To its authors: what the union asks for."""
    remarks = open_remarks(submission.page) if submission.page else 0
    _to_authors("changes_requested", submission, remarks=remarks)


def declined(submission: Submission) -> None:
    """To its authors: why, and what becomes of it."""
    is_public = bool(submission.page and submission.page.live)
    _to_authors("declined", submission, is_public=is_public)


def published(submission: Submission) -> None:
    """To its authors: where readers find it."""
    page = submission.page
    address = absolute(page.get_url() or "") if page else ""
    _to_authors("published", submission, public_address=address)


def review_is_due(submission: Submission, today: date) -> bool:
    """To its reviewer alone: until when she should decide; whether it was written."""
    reviewer, due = submission.reviewer, submission.due
    if not (reviewer and due and may_review(reviewer)):
        return False
    path = reverse("practice_review:submission", args=[submission.pk])
    return _write("reminder_review", [reviewer], submission, path, {"is_over": due < today})


def changes_are_due(submission: Submission, today: date) -> bool:
    """To its authors: the union still waits for an answer; whether it was written."""
    due = submission.due
    more = {"asked": timezone.localdate(submission.since), "is_over": bool(due and due < today)}
    return _to_authors("reminder_changes", submission, **more)


def draft_waits(submission: Submission, today: date) -> bool:
    """To its authors: nobody has written on it for long; whether it was written."""
    more = {"title": submission.title, "saved": timezone.localdate(submission.saved_at)}
    return _to_authors("reminder_draft", submission, **more)


def still_valid(submission: Submission, today: date) -> bool:
    """To all who may say whether what is published still holds; whether it was written."""
    readers = representatives_of(submission.organisation)
    return _to_representatives("reminder_valid", readers, submission, "still-valid", {})


def _to_authors(template: str, submission: Submission, actor: Any = None, **more: Any) -> bool:
    """To who wrote it and who sent it; to her colleagues where she has left."""
    representatives = representatives_of(submission.organisation)
    known = [user.pk for user in (submission.author, actor) if user]
    readers = representatives.filter(pk__in=known) or representatives
    return _to_representatives(template, readers, submission, "tasks", more)


def _to_representatives(
    template: str,
    readers: Iterable[Any],
    submission: Submission,
    page: str,
    more: dict[str, Any],
) -> bool:
    """With the addresses of the submission and of a page of it, in each reader's language."""
    written = False
    for reader in readers:
        with translation.override(language_of(reader)):
            desk = reverse("submissions:tasks", args=[submission.pk])
            path = reverse(f"submissions:{page}", args=[submission.pk])
        known = {"desk_address": absolute(desk), **more}
        written |= _write(template, [reader], submission, path, known)
    return written


def _to_union(template: str, submission: Submission, **more: Any) -> None:
    """To its reviewer, or to all who decide the present step where nobody is."""
    reviewer = submission.reviewer
    readers = [reviewer] if reviewer and may_review(reviewer) else _all_reviewers(submission)
    path = reverse("practice_review:submission", args=[submission.pk])
    _write(template, readers, submission, path, more)


def _all_reviewers(submission: Submission) -> Iterable[Any]:
    step = step_now(submission.page) if submission.page else None
    found = reviewers()
    if step is None:
        return found
    return found.filter(groups__in=step.task.specific.groups.all())


def _write(
    template: str, readers: Iterable[Any], submission: Submission, path: str, more: dict[str, Any]
) -> bool:
    """Whether anybody was written to."""
    context = {
        "title": sent_title(submission),
        "title_language": submission.language,
        "organisation": submission.organisation.name,
        "reason": submission.reason,
        "due": submission.due,
        "address": absolute(path),
        **more,
    }
    essential = template not in NOT_ESSENTIAL
    sent = [
        tell(template, reader, language_of(reader), context, essential=essential)
        for reader in readers
        if reader.is_active and reader.email
    ]
    return any(sent)
