"""What readers write to those behind a record, until it is passed on."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Long enough for a weekend; what nobody confirms is not ours to keep.
CONFIRM_WITHIN = timedelta(days=3)
# After it was passed on: so long its link still says so. Nothing personal is left by then.
KEPT_AFTER = timedelta(days=7)


class ContactMessage(models.Model):
    """A reader's message that waits until its sender has confirmed her address.

    Emptied when it is passed on: from then on the outbox alone has it, for its own time.
    """

    # Given by the form, so that sending it twice is sending it once.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # SHA-256 of the secret in the link, in hexadecimal.
    key = models.CharField(max_length=64, unique=True, editable=False)
    record = models.UUIDField()
    language = models.CharField(max_length=10)
    name = models.CharField(_("your name"), max_length=200)
    address = models.EmailField(_("your e-mail address"))
    organisation = models.CharField(_("municipality or organisation"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=5000)
    # Whether those who get it may know her address.
    may_answer = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    passed_on_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["created_at"], name="contact_by_time")]

    def __str__(self) -> str:
        # Logs keep this for good; they need not know from whom.
        return str(self.pk)
