from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a mail is on its way."""

    QUEUED = "queued", pgettext_lazy("state of a mail", "waiting")
    SENDING = "sending", pgettext_lazy("state of a mail", "being delivered")
    SENT = "sent", pgettext_lazy("state of a mail", "sent")
    DEAD = "dead", pgettext_lazy("state of a mail", "given up")
