"""What happens to a page by other hands, its submission follows; it never writes the page."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Comment, Page
from wagtail.signals import page_published, page_unpublished

from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions import letters
from practices.submissions.rights import may_review
from practices.submissions.states import locked, move, put
from practices.submissions.working_copy import reread
from practices.uploads.publishing import release


@receiver(page_published)
def page_was_published(instance: Any, **kwargs: Any) -> None:
    """By the last approval, by the clock, or by an administrator: it is public.

    Wagtail tells it of a page with a time to come, too, which is not public yet.
    """
    if not isinstance(instance, PracticePage) or not instance.live:
        return
    with transaction.atomic():
        submission = _of(instance)
        if submission is None:
            return
        release(instance)
        if submission.state != State.PUBLISHED:
            submission.decided_at = submission.decided_at or timezone.now()
            put(submission, State.PUBLISHED, "publish", actor=None)
            letters.published(submission)


@receiver(page_unpublished)
def page_was_unpublished(instance: Any, **kwargs: Any) -> None:
    """Nobody sees it any more; an update under review goes on as what it is then, a new record."""
    if not isinstance(instance, PracticePage):
        return
    with transaction.atomic():
        submission = _of(instance)
        if submission and submission.state == State.PUBLISHED:
            put(submission, State.ARCHIVED, "archive", actor=None)
        elif submission and submission.state == State.UPDATE_PROPOSED:
            put(submission, State.IN_REVIEW, "archive", actor=None)


@receiver(pre_delete, sender=PracticePage)
def page_is_deleted(instance: PracticePage, **kwargs: Any) -> None:
    """The answers stay, as the page had them last."""
    submission = _of(instance)
    if submission is None:
        return
    reread(submission)
    given_up = (State.DRAFT, State.WITHDRAWN, State.DECLINED)
    to = State(submission.state) if submission.state in given_up else State.ARCHIVED
    put(submission, to, "delete_page", actor=None)


@receiver(post_save, sender=Comment)
def page_was_commented(instance: Comment, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """With the first word of a reviewer the review has begun."""
    if raw or not created:
        return
    with transaction.atomic():
        submission = _of(instance.page)
        if submission and submission.state == State.SUBMITTED and may_review(instance.user):
            move(submission, State.IN_REVIEW, "open", actor=instance.user)


def _of(page: Page) -> Submission | None:
    """The submission of a page, locked."""
    known = Submission.objects.filter(page=page.pk).values_list("pk", flat=True).first()
    return locked(known) if known else None
