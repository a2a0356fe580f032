"""Choices of municipalities."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MunicipalityKind(TextChoices):
    """The level of a municipality."""

    METROPOLITAN = "metropolitan", _("Metropolitan municipality")
    PROVINCIAL = "provincial", _("Provincial municipality")
    DISTRICT = "district", _("District municipality")
    OTHER = "other", _("Municipality")
