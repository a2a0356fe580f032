"""What a municipality and the union write to each other. Nothing of it is ever deleted."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT, LONGEST_TEXT = 200, 10_000  # characters


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Threads, asked for by who has read them."""

    def read_by(self, user: Any) -> "ThreadQuerySet":
        """With the number of the last message a reader has `seen`, and whether it `is_unread`."""
        seen = Reading.objects.filter(thread=OuterRef("pk"), user=user).values("message")
        others = Message.objects.filter(thread=OuterRef("pk"), pk__gt=OuterRef("seen"))
        return self.annotate(
            seen=Coalesce(Subquery(seen), Value(0), output_field=BigIntegerField())
        ).annotate(is_unread=Exists(others.exclude(author=user)))


class Thread(models.Model):
    """A subject on which a municipality and the union write to each other."""

    # Made from the form's key and its text, so that sending it twice is beginning once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
    )
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    last_at = models.DateTimeField(default=timezone.now)
    # When the municipality wrote what the union has not answered.
    waiting_since = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        # Who looks after the members reads and writes them: no right of their own.
        default_permissions = ()
        ordering: ClassVar = ["-last_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "last_at"], name="thread_by_member_and_time"),
            models.Index(fields=["waiting_since"], name="thread_by_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """A text in a thread; its number tells the order."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    # Made from the form's key and its text, so that sending it twice is writing once.
    key = models.UUIDField(editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
    )
    from_union = models.BooleanField()
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    # When the mails about it were written.
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ()
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["written_at"], condition=Q(told_at=None), name="message_not_told_of"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "key"], name="one_message_of_a_form")
        ]

    def __str__(self) -> str:
        # Logs keep this for good; they need not know what it says.
        return str(self.pk)


class Reading(models.Model):
    """How far a person has read a thread."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thread", "user"], name="one_reading_of_a_thread")
        ]

    def __str__(self) -> str:
        return str(self.pk)
