"""What comes of the request for a sign-off."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Verdict(TextChoices):
    """What who was asked says of the text she was shown."""

    APPROVES = "approves", _("Approves it")
    OBJECTS = "objects", _("Objects to it")


class SignOffState(TextChoices):
    """What has become of a link by now; only an open one takes an answer."""

    OPEN = "open", pgettext_lazy("sign-off", "Waiting for the answer")
    ANSWERED = "answered", pgettext_lazy("sign-off", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("sign-off", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("sign-off", "Expired")
    CHANGED = "changed", pgettext_lazy("sign-off", "The text has changed since")
    CLOSED = "closed", pgettext_lazy("sign-off", "No longer needed")
