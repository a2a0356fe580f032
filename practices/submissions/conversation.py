"""The conversation at the fields of a submission's page.

It consists of Wagtail's own comments, so that the admin's editor shows the same. A comment names
its place by a content path: `title`, `activities.<id>`, `activities.<id>.text`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Comment, CommentReply, Page

from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions.rights import may_review
from practices.submissions.states import NotNow, locked


@dataclass(frozen=True)
class Reply:
    """An answer to a remark."""

    user: Any
    text: str
    at: datetime


@dataclass(frozen=True)
class Remark:
    """What somebody said of a field, with the answers; `settled_at` where that is done with."""

    id: int
    path: str
    user: Any
    text: str
    at: datetime
    settled_at: datetime | None
    settled_by: Any
    replies: list[Reply] = field(default_factory=list)


def comments_at(page: Page) -> dict[str, list[Remark]]:
    """All remarks on a page by their place, settled ones too, the oldest first."""
    comments = Comment.objects.filter(page=page.pk).select_related("user", "resolved_by")
    found: dict[str, list[Remark]] = {}
    for comment in comments.prefetch_related("replies__user").order_by("created_at", "pk"):
        found.setdefault(comment.contentpath, []).append(_remark_of(comment))
    return found


def open_remarks(page: Page) -> int:
    """How many remarks on a page are not settled."""
    return len(open_places(page))


def open_places(page: Page) -> list[str]:
    """Where the remarks on a page stand that are not settled."""
    comments = Comment.objects.filter(page=page.pk, resolved_at=None)
    return list(comments.values_list("contentpath", flat=True))


@transaction.atomic
def remark(pk: UUID, path: str, text: str, *, actor: Any) -> Comment:
    """Say something of a field of a submission that was sent.

    Raises:
        PermissionDenied: the actor neither reviews it nor represents its municipality.
        NotNow: there is no text, or no such place in what was sent.
    """
    submission = _taking_part(pk, actor)
    page = submission.page
    text = _said(text)
    if page is None:
        raise NotNow(_("This has not been sent to the union yet."))
    comment = Comment(page=page, user=actor, text=text, contentpath=path)
    if not comment.has_valid_contentpath(page.get_latest_revision_as_object()):
        raise NotNow(_("This part is no longer there: the text was changed meanwhile."))
    comment.revision_created = page.latest_revision
    comment.save()
    comment.log_create(user=actor, page_revision=page.latest_revision)
    return comment


@transaction.atomic
def answer(comment_id: int, text: str, *, actor: Any) -> CommentReply:
    """Answer a remark; the same answer sent twice is one.

    Raises:
        PermissionDenied: the actor neither reviews the submission nor represents its municipality.
        NotNow: there is no text, or the remark is gone.
    """
    comment, said = _locked(comment_id, actor), _said(text)
    last = comment.replies.order_by("-created_at", "-pk").first()
    if last and (last.user_id, last.text) == (actor.pk, said):
        return last
    reply = CommentReply.objects.create(comment=comment, user=actor, text=said)
    reply.log_create(user=actor, page_revision=comment.page.latest_revision)
    return reply


@transaction.atomic
def settle(comment_id: int, *, actor: Any) -> None:
    """Note that a remark is done with; nothing of it is lost.

    Raises:
        PermissionDenied: the actor does not review the submission.
        NotNow: the remark is gone.
    """
    comment = _locked(comment_id, actor)
    if not may_review(actor):
        raise PermissionDenied
    if comment.resolved_at is None:
        _resolve(comment, actor)


def settle_all(page: Page, *, actor: Any) -> None:
    """Note that every remark on a locked page is done with, since it is approved as it is."""
    for comment in Comment.objects.filter(page=page.pk, resolved_at=None).select_related("page"):
        _resolve(comment, actor)


def _resolve(comment: Comment, actor: Any) -> None:
    resolved = Comment.objects.filter(pk=comment.pk)
    resolved.update(resolved_at=timezone.now(), resolved_by=actor)
    comment.log_resolve(user=actor, page_revision=comment.page.latest_revision)


def _taking_part(pk: UUID, actor: Any) -> Submission:
    is_own = Submission.objects.visible_to(actor).filter(pk=pk).exists()
    if not (is_own or Submission.objects.reviewable_by(actor).filter(pk=pk).exists()):
        raise PermissionDenied
    submission = locked(pk)
    if submission.state == State.DRAFT and not is_own:
        raise NotNow(
            _("This is not possible any more: it is “%(state)s” by now.")
            % {"state": submission.get_state_display()}
        )
    return submission


def _locked(comment_id: int, actor: Any) -> Comment:
    """A remark on a page whose row is locked, as whoever saves the page takes it first."""
    comments = Comment.objects.filter(pk=comment_id)
    page = comments.values_list("page", flat=True).first()
    known = Submission.objects.filter(page=page).values_list("pk", flat=True).first()
    if page is None:
        raise NotNow(_("This remark is no longer there."))
    if known is None:
        raise PermissionDenied
    _taking_part(known, actor)
    comment: Comment | None = comments.select_related("page").first()
    if comment is None:
        raise NotNow(_("This remark is no longer there."))
    return comment


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise NotNow(_("Please write something first."))
    return said


def _remark_of(comment: Comment) -> Remark:
    replies = [
        Reply(reply.user, reply.text, reply.created_at)
        for reply in sorted(comment.replies.all(), key=lambda reply: (reply.created_at, reply.pk))
    ]
    return Remark(
        comment.pk,
        comment.contentpath,
        comment.user,
        comment.text,
        comment.created_at,
        comment.resolved_at,
        comment.resolved_by,
        replies,
    )
