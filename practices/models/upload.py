"""Files that a municipality sends with a submission."""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.utils.translation import gettext_lazy as _

from core.inspection import Reason
from core.inspection.reasons import explain
from practices.models.submission import Submission


class UploadKind(models.TextChoices):
    """What becomes of a file on the page."""

    IMAGE = "image", _("Image")
    DOCUMENT = "document", _("Document")


class UploadState(models.TextChoices):
    """How far the check of a file is."""

    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Checked")
    REFUSED = "refused", _("Refused")
    REMOVED = "removed", _("Removed")


def private_storage() -> Storage:
    """Where files lie that no web server reaches."""
    return storages["private"]


def private_path(upload: "Upload", filename: str) -> str:
    """A name that tells nothing and ends in nothing that a program would act on."""
    return f"uploads/{upload.submission_id}/{uuid4().hex}"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Files, by what still has to happen to them."""

    def kept(self) -> "UploadQuerySet":
        """Those that their city has not taken away."""
        return self.exclude(state=UploadState.REMOVED)

    def clean(self) -> "UploadQuerySet":
        """Those that were found to be harmless."""
        return self.filter(state=UploadState.CLEAN)

    def waiting(self) -> "UploadQuerySet":
        """Those that are yet to be checked."""
        return self.filter(state=UploadState.WAITING)

    def undescribed(self) -> "UploadQuerySet":
        """Images whose alternative text or credit is still missing."""
        images = self.filter(kind=UploadKind.IMAGE).exclude(state=UploadState.REFUSED).kept()
        lengths = images.annotate(
            alt_length=Length(Trim("alt")), credit_length=Length(Trim("credit"))
        )
        return lengths.filter(Q(alt_length=0) | Q(credit_length=0))


class Upload(models.Model):
    """A file in quarantine, and afterwards what became of it.

    Only the check changes its state, and only a file found clean is ever sent to anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(
        Submission,
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="uploads",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind.choices)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=private_path, max_length=200, blank=True
    )
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size"))
    # Of what was sent: sent twice, it is kept once.
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("state"), max_length=10, choices=UploadState.choices, default=UploadState.WAITING
    )
    # A value of Reason, whose sentences may be reworded.
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    alt = models.CharField(_("alternative text"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=250, blank=True)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    # When the check was last asked for.
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering: ClassVar = ["added_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"], name="upload_waiting")]

    def __str__(self) -> str:
        return self.name

    @property
    def extension(self) -> str:
        """What its name ends in, without the dot."""
        return self.name.rpartition(".")[2]

    @property
    def explanation(self) -> str:
        """Why it was refused, in the reader's language; empty where it was not."""
        return explain(Reason(self.reason), self.extension) if self.reason else ""

    @property
    def is_image(self) -> bool:
        """Whether it is shown, and so needs an alternative text and a credit."""
        return self.kind == UploadKind.IMAGE

    @property
    def is_described(self) -> bool:
        """Whether nothing is missing of what an image needs beside its pixels."""
        return not self.is_image or bool(self.alt.strip() and self.credit.strip())

    @property
    def made(self) -> Any:
        """The image or document that the record shows, once there is one."""
        return self.image or self.document
