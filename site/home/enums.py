"""Choices of the union's bodies, and the kinds of terms that records are entered by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What kind of body of the union it is."""

    UNION = "union", _("Union")
    CENTRE = "centre", _("Centre")
    COMMITTEE = "committee", _("Committee")
    PLATFORM = "platform", _("Platform")


class EntryKind(TextChoices):
    """The vocabularies whose terms have a page of their own. The codes stand in `Introduction`."""

    THEME = "theme", _("Theme")
    COMPACT = "compact", _("Compact")
    OBJECTIVE = "objective", _("Objective")
    CITY = "city", _("City")
    COUNTRY = "country", _("Country")
