"""Municipalities as members: the profile readers see."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import UnitNameBlock
from core.enums import PopulationBand, RecordType
from core.fields import PeriodField
from core.models import KnowledgePage, RelatedGroup
from core.panels import record_tabs
from core.search_declaration import SearchTexts, searchable
from members.blocks import NetworkBlock
from members.enums import MunicipalityKind
from members.naming import keys_in, keys_naming
from taxonomy.models import Organisation


class MunicipalityPage(KnowledgePage):
    """The profile of a city: who governs it, what it has published, signed and hosted."""

    record_type: ClassVar[str] = RecordType.MUNICIPALITY
    similar_type: ClassVar[str] = ""

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("The profile of a municipality, with everything it has published.")
    template = "pages/municipality_page.html"

    city = models.ForeignKey(
        "taxonomy.City",
        verbose_name=_("city"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The city the municipality governs."),
    )
    organisation = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Records that name this organisation are listed on the profile."),
    )
    official_name = models.CharField(
        _("official name"),
        max_length=250,
        blank=True,
        help_text=_("In full, as in official documents, in the language of this page."),
    )
    local_name = models.CharField(
        _("local name"), max_length=250, blank=True, help_text=_("In the city's own language.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=MunicipalityKind.choices,
        default=MunicipalityKind.OTHER,
        help_text=_("The level of the municipality."),
    )
    member_since = PeriodField(
        _("member since"),
        null=True,
        blank=True,
        help_text=_("A year or a day. Leave empty if the city is not a member."),
    )
    mayor_name = models.CharField(
        _("mayor"),
        max_length=200,
        blank=True,
        help_text=_("Who holds the office at present."),
    )
    mayor_term = PeriodField(
        _("term of office"), null=True, blank=True, help_text=_("For example 2019/2024.")
    )
    units = StreamField(
        [("unit", UnitNameBlock())],
        blank=True,
        verbose_name=_("units for migration"),
        help_text=_("The unit in charge; where it was renamed, each name with its years."),
    )
    networks = StreamField(
        [("network", NetworkBlock())],
        blank=True,
        verbose_name=_("networks"),
        help_text=_("Networks of cities it belongs to."),
    )
    website = models.URLField(
        _("website"),
        max_length=500,
        blank=True,
        help_text=_("The municipality's own site, with https://."),
    )

    fact_streams = (*KnowledgePage.fact_streams, "units")
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        *(
            SynchronizedField(name, overridable=False)
            for name in (
                "city",
                "organisation",
                "local_name",
                "member_since",
                "mayor_name",
                "mayor_term",
                "networks",
            )
        ),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldRowPanel([FieldPanel("official_name"), FieldPanel("local_name")]),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("member_since")]),
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (
            _("Where and when"),
            [FieldPanel("city"), *KnowledgePage.place_panels, *KnowledgePage.period_panels],
        ),
        (
            _("Who"),
            [
                FieldPanel("organisation"),
                MultiFieldPanel(
                    [FieldPanel("mayor_name"), FieldPanel("mayor_term")], heading=_("Mayor")
                ),
                FieldPanel("units"),
                FieldPanel("networks"),
                *KnowledgePage.partners_panels,
            ],
        ),
        (_("Figures"), KnowledgePage.figures_panels),
        (
            _("Sources"),
            [
                FieldPanel("website"),
                *KnowledgePage.material_panels,
                *KnowledgePage.provenance_panels,
            ],
        ),
    )

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def answering_organisation(self) -> Organisation | None:
        """The municipality."""
        return self.organisation

    def people_names(self) -> list[str]:
        """The submitter and the mayor."""
        return [*super().people_names(), *([self.mayor_name] if self.mayor_name else [])]

    def organisation_codes(self) -> set[str]:
        """Codes of partners and networks; its own would list the profile on itself."""
        return super().organisation_codes() | {block.value.code for block in self.networks}

    def related_groups(self) -> list[RelatedGroup]:
        """What it has published, signed and hosted, then what else took place in the city."""
        own = keys_naming(self.organisation)
        known = {*own, self.record_key}
        return [
            (_("Published, signed and hosted"), own),
            (_("More from the city"), [key for key in keys_in(self.city) if key not in known]),
        ]

    def search_texts(self) -> SearchTexts:
        """With its official and local names and its units."""
        texts = super().search_texts()
        texts.names += [self.official_name, self.local_name]
        texts.body += searchable(self.units)
        return texts

    def search_facets(self) -> dict[str, set[str]]:
        """With its own city, country and population band."""
        facets = super().search_facets()
        if self.city:
            facets["city"] |= {self.city.code}
            facets["country"] |= {self.city.country}
            if self.city.population:
                facets["population"] = {PopulationBand.of(self.city.population).value}
        return facets
