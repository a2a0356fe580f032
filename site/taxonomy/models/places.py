"""Where things happen."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.countries import validate_country
from taxonomy.models.base import Term


class City(Term):
    """A city, district or other municipality. Coordinates are WGS 84 degrees."""

    vocabulary = "city"
    fact_fields: ClassVar[tuple[str, ...]] = (
        *Term.fact_fields,
        "local_name",
        "aliases",
        "country",
        "latitude",
        "longitude",
        "population",
        "population_year",
        "population_source",
    )

    local_name = models.CharField(
        _("local name"), max_length=255, help_text=_("As the people who live there write it.")
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other spellings people search for, one per line: Marrakesh."),
    )
    country = models.CharField(_("country"), max_length=2, validators=[validate_country])
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=5,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("In degrees; south of the equator with a minus: -33.8688."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("In degrees; west of Greenwich with a minus: -7.9811."),
    )
    population = models.PositiveIntegerField(
        _("population"), null=True, blank=True, help_text=_("Inhabitants; leave empty if unsure.")
    )
    population_year = models.PositiveSmallIntegerField(
        _("year of the population figure"), null=True, blank=True
    )
    population_source = models.CharField(
        _("source of the population figure"), max_length=255, blank=True
    )

    class Meta(Term.Meta):
        ordering = ["name", "code"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def clean(self) -> None:
        super().clean()
        if self.population is not None and self.population_year is None:
            raise ValidationError(
                {"population_year": _("Say for which year the population figure holds.")}
            )
