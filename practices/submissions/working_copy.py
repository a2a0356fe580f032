"""After the first sending the page is the record, and the answers follow it."""

from typing import Any

from practices.answers import from_page
from practices.models import PracticePage, Submission
from practices.submissions import reviews
from practices.submissions.drafts import keep


def reread(submission: Submission) -> list[str]:
    """Take over what was changed on the page since the answers were last read or sent.

    The submission is locked, and saved by whoever asks. What its author wrote since stays,
    but where the same field was changed on the page. Her text is kept among the earlier ones
    wherever another takes its place.

    Returns:
        The names of the fields that both have changed.
    """
    page = submission.page
    if page is None or page.latest_revision_id == submission.revision_id:
        return []
    latest: PracticePage = page.get_latest_revision_as_object()
    known = submission.revision
    before = from_page(known.as_object(), submission.answers) if known else {}
    displaced = []
    for name, text in from_page(latest, submission.answers).items():
        written = submission.answers.get(name)
        if text == before.get(name, ...) or text == written:
            continue
        if written:
            # Whoever changed it may have had an older text before her.
            keep(submission, {name: written}, by=submission.saved_by)
            if written != before.get(name):
                displaced.append(name)
        submission.answers[name] = text
    submission.revision = page.latest_revision
    return displaced


def end_review(submission: Submission, *, actor: Any) -> None:
    """End the review of a locked submission without a publication; its caller saves it.

    The answers follow the page, as the union may have changed it. Of an update they stay what its
    author wrote: the page is again what is public.
    """
    page = submission.page
    if page is None:
        return
    reviews.end(page, actor=actor)
    page.refresh_from_db()
    if page.live:
        submission.revision = page.latest_revision
    else:
        reread(submission)
    submission.due = None
