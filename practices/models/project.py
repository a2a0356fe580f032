"""A project: a funded undertaking that practices and events belong to."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.enums import BudgetBand, RecordType
from core.models import KnowledgePage, RelatedGroup, referring_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts
from practices.blocks import FunderBlock
from taxonomy.models import Organisation


class ProjectPage(KnowledgePage):
    """A funded undertaking of several partners."""

    record_type: ClassVar[str] = RecordType.PROJECT

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A funded undertaking of several partners, with its practices and events.")
    template = "pages/project_page.html"

    acronym = models.CharField(
        _("acronym"),
        max_length=50,
        blank=True,
        help_text=_("The short name by which people know the project."),
    )
    programme = models.CharField(
        _("programme"), max_length=250, blank=True, help_text=_("The programme that pays for it.")
    )
    coordinator = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("coordinator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The organisation that leads the partners."),
    )
    funders = StreamField(
        [("funder", FunderBlock())],
        blank=True,
        verbose_name=_("funders"),
        help_text=_("Who pays for it."),
    )
    budget_band = models.CharField(
        _("budget"),
        max_length=20,
        choices=BudgetBand.choices,
        blank=True,
        help_text=_("For the whole duration, in euros."),
    )
    website = models.URLField(
        _("website"),
        max_length=500,
        blank=True,
        help_text=_("The project's own site, with https://."),
    )

    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("acronym", overridable=False),
        SynchronizedField("coordinator", overridable=False),
        SynchronizedField("funders", overridable=False),
        SynchronizedField("budget_band", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldPanel("acronym"),
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (_("Where and when"), [*KnowledgePage.place_panels, *KnowledgePage.period_panels]),
        (
            _("Who"),
            [
                FieldPanel("coordinator"),
                *KnowledgePage.partners_panels,
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("programme"), FieldPanel("budget_band")]),
                        FieldPanel("funders"),
                    ],
                    heading=_("Money"),
                ),
            ],
        ),
        (_("Results"), KnowledgePage.figures_panels),
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
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def lead_name(self) -> str:
        """The coordinator's name."""
        return self.coordinator.name if self.coordinator else ""

    def answering_organisation(self) -> Organisation | None:
        """The coordinator."""
        return self.coordinator

    def organisation_codes(self) -> set[str]:
        """Codes of partners, funders and coordinator."""
        funders = {
            block.value["organisation"].code
            for block in self.funders
            if block.value.get("organisation")
        }
        coordinator = {self.coordinator.code} if self.coordinator else set()
        return super().organisation_codes() | funders | coordinator

    def search_texts(self) -> SearchTexts:
        """With acronym and programme."""
        texts = super().search_texts()
        texts.names.append(self.acronym)
        texts.body.append(self.programme)
        return texts

    def search_facets(self) -> dict[str, set[str]]:
        """With the budget band."""
        return {
            **super().search_facets(),
            "budget": {self.budget_band} if self.budget_band else set(),
        }

    def related_groups(self) -> list[RelatedGroup]:
        """Practices, events and reports of the project."""
        return [
            (_("Practices"), referring_keys("practices.PracticePage", "project", self)),
            (_("Events"), referring_keys("events.EventPage", "project", self)),
            (_("Reports"), referring_keys("publications.ReportPage", "project", self)),
        ]
