"""Choices of the union's bodies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What kind of body of the union it is."""

    UNION = "union", _("Union")
    CENTRE = "centre", _("Centre")
    COMMITTEE = "committee", _("Committee")
    PLATFORM = "platform", _("Platform")
