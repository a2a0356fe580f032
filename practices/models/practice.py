"""The case study: what a city did, how, and whether another could do it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from core.enums import PopulationBand, RecordType
from core.models import KnowledgePage, RelatedGroup, chosen_keys, record_keys, referring_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts, plain_text, searchable
from practices.models.practice_sections import (
    ContextMixin,
    DeliveryMixin,
    LeadMixin,
    ResultsMixin,
    TransferMixin,
)
from taxonomy.models import Organisation


class PracticePage(
    LeadMixin, ContextMixin, DeliveryMixin, ResultsMixin, TransferMixin, KnowledgePage
):
    """A good-practice case study."""

    record_type: ClassVar[str] = RecordType.PRACTICE
    read_along: ClassVar[list[str]] = [*KnowledgePage.read_along, "lead_organisation"]

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A case study: what a city did, how it went, what others need to follow.")
    template = "pages/practice_page.html"

    project = models.ForeignKey(
        "practices.ProjectPage",
        verbose_name=_("part of the project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The project that carried or paid for the practice, if it has a record here."),
    )
    related_practices = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        verbose_name=_("related practices"),
        related_name="+",
        help_text=_("Practices a reader of this one should see; it works both ways."),
    )

    fact_streams = (
        *KnowledgePage.fact_streams,
        "lead_units",
        "resources",
        "people_reached",
        "support_offered",
    )
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        *LeadMixin.override_translatable_fields,
        *DeliveryMixin.override_translatable_fields,
        SynchronizedField("related_practices", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                *ContextMixin.context_panels,
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (_("Where and when"), [*KnowledgePage.place_panels, *KnowledgePage.period_panels]),
        (_("Who"), [*LeadMixin.lead_panels, *KnowledgePage.partners_panels]),
        (_("How"), DeliveryMixin.delivery_panels),
        (_("Results"), [*ResultsMixin.results_panels, *KnowledgePage.figures_panels]),
        (_("Transfer"), TransferMixin.transfer_panels),
        (
            _("Sources"),
            [
                MultiFieldPanel(
                    [
                        PageChooserPanel("project", "practices.ProjectPage"),
                        FieldPanel("related_practices"),
                    ],
                    heading=_("Related records"),
                ),
                *KnowledgePage.material_panels,
                *KnowledgePage.provenance_panels,
            ],
        ),
    )

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    def lead_name(self) -> str:
        """The lead municipality's name."""
        return self.lead_organisation.name if self.lead_organisation else ""

    def answering_organisation(self) -> Organisation | None:
        """The lead municipality."""
        return self.lead_organisation

    def people_names(self) -> list[str]:
        """The submitter and the mayor."""
        return [*super().people_names(), *([self.mayor_name] if self.mayor_name else [])]

    def organisation_codes(self) -> set[str]:
        """Codes of lead, partners, funders and partners of activities."""
        streams = [(self.funders, "organisation"), (self.activities, "partner")]
        codes = {
            block.value[field].code
            for stream, field in streams
            for block in stream
            if block.value.get(field)
        }
        lead = {self.lead_organisation.code} if self.lead_organisation else set()
        return super().organisation_codes() | codes | lead

    def search_texts(self) -> SearchTexts:
        """With every section of the case study."""
        texts = super().search_texts()
        texts.body += plain_text(
            self.context,
            self.aims,
            self.expected_impact,
            self.evidence,
            self.what_did_not_work,
            self.lessons,
            self.conditions_for_success,
            self.next_steps,
            self.support_required,
        )
        texts.body += searchable(
            self.activities,
            self.services,
            self.resources,
            self.people_reached,
            self.challenges,
            self.results,
            self.lead_units,
        )
        texts.body += [self.transfer_legal_basis, self.lead_acronym]
        return texts

    def search_facets(self) -> dict[str, set[str]]:
        """With stage, population, budget, lessons and support."""
        populations = [city.population for city in self.cities.all() if city.population]
        return {
            **super().search_facets(),
            "stage": {stage.code for stage in self.innovation_stages.all()},
            "population": {PopulationBand.of(population).value for population in populations},
            "budget": {self.budget_band} if self.budget_band else set(),
            "lessons": {"yes"} if plain_text(self.what_did_not_work) else set(),
            "support": {block.value["kind"] for block in self.support_offered},
        }

    def related_groups(self) -> list[RelatedGroup]:
        """The project, and practices related either way."""
        both_ways = [
            *chosen_keys(self.related_practices),
            *referring_keys("practices.PracticePage", "related_practices", self),
        ]
        return [
            (_("Project"), record_keys(self.project)),
            (_("Related practices"), list(dict.fromkeys(both_ways))),
        ]
