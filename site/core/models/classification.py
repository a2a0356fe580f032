"""What a record is about, where and when it took place."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import CountryBlock, ObjectiveBlock, PhaseBlock
from core.fields import PeriodField
from taxonomy.fields import TermsField
from taxonomy.models import City
from taxonomy.panels import TermsPanel


class ClassificationMixin(models.Model):
    """Themes and objectives."""

    themes = TermsField(
        "taxonomy.Theme",
        blank=True,
        verbose_name=_("themes"),
        help_text=_("Choose the narrowest that fit; their parents are found too."),
    )
    objectives = StreamField(
        [("objective", ObjectiveBlock())],
        blank=True,
        verbose_name=_("objectives"),
        help_text=_("The objectives this record serves, each with how it contributes."),
    )

    override_translatable_fields = [SynchronizedField("themes", overridable=False)]
    classification_panels = [
        MultiFieldPanel(
            [TermsPanel("themes"), FieldPanel("objectives")], heading=_("Themes and objectives")
        )
    ]

    class Meta:
        abstract = True


class PlaceMixin(models.Model):
    """Cities, and countries beyond those of the cities."""

    cities = TermsField(
        "taxonomy.City",
        blank=True,
        verbose_name=_("cities"),
        help_text=_("Where it takes place. A city's country is found with it."),
    )
    countries = StreamField(
        [("country", CountryBlock())],
        blank=True,
        verbose_name=_("further countries"),
        help_text=_("Only countries that no city above stands for."),
    )

    override_translatable_fields = [
        SynchronizedField("cities", overridable=False),
        SynchronizedField("countries", overridable=False),
    ]
    place_panels = [
        MultiFieldPanel([TermsPanel("cities"), FieldPanel("countries")], heading=_("Places"))
    ]

    class Meta:
        abstract = True

    def country_codes(self, cities: Iterable[City] | None = None) -> list[str]:
        """ISO 3166 codes: the cities' countries and the record's own, sorted.

        `cities` are the record's, where the caller has read them already.
        """
        if cities is None:
            cities = self.cities.all()
        own = {str(block.value) for block in self.countries}
        return sorted(own | {city.country for city in cities})


class PeriodMixin(models.Model):
    """When it took place, as exactly as is known."""

    period = PeriodField(_("period"), blank=True, null=True)
    period_first = models.DateField(null=True, editable=False, db_index=True)
    period_last = models.DateField(null=True, editable=False)
    phases = StreamField(
        [("phase", PhaseBlock())],
        blank=True,
        verbose_name=_("further phases"),
        help_text=_("Other dated parts of its life, such as the years a plan covers."),
    )

    override_translatable_fields = [SynchronizedField("period", overridable=False)]
    period_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("period")]), FieldPanel("phases")],
            heading=_("Period and phases"),
        )
    ]

    class Meta:
        abstract = True

    def set_period_days(self) -> None:
        """Fill the columns records are sorted by from the period."""
        self.period_first = self.period.first_day if self.period else None
        self.period_last = self.period.last_day if self.period else None
