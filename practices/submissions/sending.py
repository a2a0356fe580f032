"""Sending a submission to the union: its answers become a page, and the page's review begins."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.answers import settle_terms, to_page
from practices.answers.labels import label_of
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions import completeness, letters, reviews
from practices.submissions.places import section_for
from practices.submissions.rights import OPEN_TO_AUTHORS
from practices.submissions.states import NotNow, move, own
from practices.submissions.working_copy import reread
from practices.uploads.publishing import attach, unready


class Incomplete(NotNow):
    """Something is missing without which nobody can review the practice."""


def submit(pk: UUID, *, actor: Any) -> Submission:
    """Send a draft, the answer to what was asked for, or an update, to the union.

    The first time a page is made of it, as a draft in the right place.

    Raises:
        PermissionDenied: the actor does not represent the municipality.
        Incomplete: something is missing.
        NoPlace: the union's site is not prepared for practices.
        NotNow: it is with the union already, or the union has changed the same texts.
    """
    with transaction.atomic():
        submission = _open(own(pk, actor))
        displaced = reread(submission)
        submission.save()
    if displaced:
        names = ", ".join(label_of(name) for name in displaced)
        raise NotNow(
            _(
                "The union has changed the same texts meanwhile: %(names)s. Yours are kept among"
                " the earlier texts; please look at them, and send again."
            )
            % {"names": names}
        )
    with transaction.atomic():
        return _send(pk, actor)


def _send(pk: UUID, actor: Any) -> Submission:
    known = Submission.objects.get(pk=pk)
    # The section is locked before the submission, as every page is.
    section = None if known.page_id else section_for(known.language)
    submission = _open(own(pk, actor))
    if submission.language != known.language:
        raise NotNow(_("Its language was changed just now. Please look at it, and send it again."))
    if completeness.of(submission).required:
        raise Incomplete(_("Something is still missing. Please fill it in, and send again."))
    if unready(submission):
        raise Incomplete(
            _("A file is still being checked, or is not described yet. Please look at the files.")
        )
    again = submission.state == State.CHANGES_REQUESTED
    page = _write(submission, section, actor)
    reviews.start(page, actor=actor)
    reviewed = State.IN_REVIEW if again else State.SUBMITTED
    to = State.UPDATE_PROPOSED if page.live else reviewed
    submission.submitted_at, submission.due = timezone.now(), None
    move(submission, to, "submit", actor=actor)
    letters.received(submission, actor=actor)
    letters.submitted(submission, again=again)
    return submission


def _write(submission: Submission, section: Page | None, actor: Any) -> PracticePage:
    """Make the page of the answers, or the next draft of the one there is."""
    page = submission.page
    if page is not None:
        page = page.get_latest_revision_as_object()
    elif section is not None:
        page = PracticePage(
            locale=section.locale,
            source_language=submission.language,
            owner=submission.author,
            live=False,
        )
    else:
        raise NotNow(_("The record was deleted just now. Please send again."))
    submission.answers = settle_terms(submission.answers, language=submission.language)
    to_page(submission.answers, page, organisation=submission.organisation)
    attach(submission, page)
    try:
        if page.pk is None and section is not None:
            section.add_child(instance=page)
        elif not page.live:
            page.save()
        submission.revision = page.save_revision(user=actor, log_action=True)
    except ValidationError as error:
        raise Incomplete(" ".join(error.messages)) from error
    submission.page = PracticePage.objects.get(pk=page.pk)
    return submission.page


def _open(submission: Submission) -> Submission:
    if submission.state not in OPEN_TO_AUTHORS:
        raise NotNow(
            _("It is “%(state)s” by now, and cannot be sent.")
            % {"state": submission.get_state_display()}
        )
    return submission
