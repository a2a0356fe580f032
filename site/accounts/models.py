"""The security log: what was done to accounts, and with them."""

from datetime import datetime
from typing import Any, Never

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Event


def _refuse() -> Never:
    raise PermissionDenied("What the security log says is never changed.")


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """Entries, to be read."""

    def update(self, **kwargs: Any) -> Never:
        """Raise `PermissionDenied`."""
        _refuse()

    def delete(self) -> Never:
        """Raise `PermissionDenied`."""
        _refuse()

    def forget(self, before: datetime) -> None:
        """Delete what happened before that time: the one way in which entries go."""
        models.QuerySet.delete(self.filter(at__lt=before))


class SecurityEvent(models.Model):
    """One entry: written once, by `accounts.log.note`, and never changed."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    what = models.CharField(max_length=30, choices=Event.choices)
    # Who did it; of a log-in that failed, whose account it was meant for.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="security_events"
    )
    user_name = models.CharField(max_length=150, blank=True)  # as it was then
    address = models.CharField(max_length=45, blank=True)
    path = models.CharField(max_length=300, blank=True)
    # The account, record or file it was done to.
    about = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the security log")
        verbose_name_plural = _("security log")
        default_permissions = ("view",)
        indexes = [models.Index(fields=("user", "what", "at"), name="security_by_user")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what} {self.user_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it, once.

        Raises:
            PermissionDenied: where it is written already.
        """
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Raise `PermissionDenied`."""
        _refuse()

    @property
    def told(self) -> str:
        """The details as a line of text."""
        return "; ".join(f"{name}: {_words(value)}" for name, value in self.details.items())


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
