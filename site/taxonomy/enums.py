"""Choices of the vocabularies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What sort of organisation it is."""

    MUNICIPALITY = "municipality", _("Municipality")
    UNION = "union", _("Union or network of municipalities")
    GOVERNMENT = "government", _("National or regional authority")
    INTERNATIONAL = "international", _("International organisation")
    ACADEMIC = "academic", _("University or research centre")
    CIVIL_SOCIETY = "civil-society", _("Civil society organisation")
    BUSINESS = "business", _("Business")
    OTHER = "other", _("Other")
