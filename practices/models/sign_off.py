"""What somebody without an account, as the mayor's office, says of a submission."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.sign_off.enums import Verdict

GOOD_FOR = timedelta(days=10)


def end_of_sign_off() -> datetime:
    """Until when a link made now can be used."""
    return timezone.now() + GOOD_FOR


class SignOff(models.Model):
    """A request to approve one text of a submission. Its link's token stands in the mail alone."""

    submission = models.ForeignKey(
        "practices.Submission",
        verbose_name=_("submission"),
        on_delete=models.CASCADE,
        related_name="sign_offs",
    )
    # SHA-256 of the token, in hexadecimal.
    key = models.CharField(max_length=64, unique=True, editable=False)
    # What `practices.sign_off.text.digest_of` said of the text.
    digest = models.CharField(max_length=64, editable=False)
    address = models.EmailField(_("e-mail address"))
    role = models.CharField(_("signs as"), max_length=200)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"), default=end_of_sign_off)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    used_at = models.DateTimeField(_("answered"), null=True)
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict.choices, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    remark = models.TextField(_("remark"), max_length=5000, blank=True)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            # One that has expired makes way for the next by being withdrawn.
            models.UniqueConstraint(
                fields=["submission", "address"],
                condition=Q(used_at=None, withdrawn_at=None),
                name="one_sign_off_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, verdict="") | (Q(used_at__isnull=False) & ~Q(verdict="")),
                name="sign_off_is_answered_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        # Logs keep this for good; they need not know to whom.
        return self.role
