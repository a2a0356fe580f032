"""Choices of practices and projects."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ResourceKind(TextChoices):
    """What a practice draws on."""

    LEGAL_BASIS = "legal-basis", _("Legal basis")
    STRATEGY = "strategy", _("Strategy or plan")
    PARTNER = "partner", _("Partner")
    STAFF = "staff", _("Staff")
    MONEY = "money", _("Money")


class GovernanceLevel(TextChoices):
    """The level of government a practice needs."""

    DISTRICT = "district", _("District or neighbourhood")
    MUNICIPALITY = "municipality", _("Municipality")
    METROPOLITAN = "metropolitan", _("Metropolitan area")
    REGION = "region", _("Province or region")
    NATIONAL = "national", _("National government")
