from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a mail is on its way."""

    QUEUED = "queued", pgettext_lazy("state of a mail", "waiting")
    SENDING = "sending", pgettext_lazy("state of a mail", "being delivered")
    SENT = "sent", pgettext_lazy("state of a mail", "sent")
    DEAD = "dead", pgettext_lazy("state of a mail", "given up")


class Pace(models.TextChoices):
    """How somebody wants the mails that are not essential."""

    AT_ONCE = "at-once", pgettext_lazy("when mails come", "At once, each by itself")
    DAILY = "daily", pgettext_lazy("when mails come", "Once a day, all in one mail")
    NONE = "none", pgettext_lazy("when mails come", "Not at all")
