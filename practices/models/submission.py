"""What a municipality sends to the union: answers, the page made of them, and how far it is."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.enums import SubmissionState
from practices.submissions.rights import SubmissionQuerySet


class Submission(models.Model):
    """A practice on its way, from the first word typed to publication and every later update.

    `answers` hold what was typed, valid or not, by the names of the page's fields. From the first
    submission on the page is the record, and the answers a working copy of `revision`.
    """

    # Made by the form that begins it: sent twice, it begins one submission.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("municipality"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=SubmissionState.choices,
        default=SubmissionState.DRAFT,
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved"), default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last saved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page = models.OneToOneField(
        "practices.PracticePage",
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submission",
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    announced_at = models.DateTimeField(_("announced"), null=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    call = models.ForeignKey(
        "practices.Call",
        verbose_name=_("in answer to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="submissions",
    )

    objects: ClassVar[Any] = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering: ClassVar = ["-saved_at"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state"], name="submission_of_city"),
            models.Index(fields=["state", "due"], name="submission_due"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled"))

    @property
    def title(self) -> str:
        """The title as typed last; empty where there is none yet."""
        title = self.answers.get("title", "")
        return title.strip() if isinstance(title, str) else ""

    @property
    def was_never_sent(self) -> bool:
        """Whether it is a draft of which the union has no text, and so in no language yet."""
        is_draft = self.state == SubmissionState.DRAFT
        return is_draft and self.submitted_at is None and self.page_id is None


class Superseded(models.Model):
    """A text that another one replaced when two people, or two tabs, wrote the same field."""

    submission = models.ForeignKey(
        Submission,
        on_delete=models.CASCADE,
        related_name="superseded",
        verbose_name=_("submission"),
    )
    path = models.CharField(_("field"), max_length=200)
    text = models.TextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("written by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("replaced"), auto_now_add=True)

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.path
