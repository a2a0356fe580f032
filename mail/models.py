"""The mails that wait, are under way or have ended, and who wants no more of which."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail.enums import State


class OutboxMessage(models.Model):
    """One mail to one address, complete as it was written."""

    message_id = models.CharField(max_length=998)
    # As the mail server gets them: bare, the domain in ASCII.
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=320)
    subject = models.TextField()
    language = models.CharField(max_length=10)
    # The template it was made from; empty for mails of Django, Wagtail and other apps.
    kind = models.CharField(max_length=100, blank=True)
    essential = models.BooleanField(default=True)
    # Emptied some days after it was sent.
    mime = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=timezone.now)
    # Whoever has it in hand, and since when.
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    # What the mail server or the network answered, in its own words.
    last_error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [
            models.Index(fields=("state", "due"), name="mail_by_state_and_time"),
            models.Index(fields=("state", "finished_at"), name="mail_by_end"),
            models.Index(fields=("recipient", "created_at"), name="mail_by_reader"),
        ]

    def __str__(self) -> str:
        # Logs keep this for good; they need not know to whom.
        return self.message_id

    @property
    def next_attempt(self) -> datetime | None:
        """When it is tried next, if it waits for that."""
        return self.due if self.state == State.QUEUED else None


class Unsubscription(models.Model):
    """An address that wants no more mails of a kind."""

    address = models.CharField(max_length=320)  # in lower case
    kind = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("address", "kind"), name="unique_unsubscription"),
        ]

    def __str__(self) -> str:
        return self.kind


class DigestReader(models.Model):
    """An address that wants what is not essential together, once a day."""

    address = models.CharField(max_length=320, unique=True)  # in lower case
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class HeldMail(models.Model):
    """What a mail says that is held back for its reader's next digest."""

    address = models.CharField(max_length=320, db_index=True)  # in lower case
    language = models.CharField(max_length=10)
    kind = models.CharField(max_length=100)
    subject = models.TextField()
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
