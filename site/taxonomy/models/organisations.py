"""Who takes part: names that are the same in every language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.countries import validate_country
from taxonomy.enums import OrganisationKind
from taxonomy.models.base import Coded
from taxonomy.models.places import City


class Organisation(Coded):
    """An organisation. Its acronym belongs to the record that uses it: one may stand for two."""

    vocabulary = "organisation"

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=OrganisationKind.choices,
        default=OrganisationKind.OTHER,
    )
    website = models.URLField(_("website"), blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[validate_country],
        help_text=_("Leave empty for an organisation of several countries."),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("city"),
    )

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(fields=["code"], name="organisation_code")]
