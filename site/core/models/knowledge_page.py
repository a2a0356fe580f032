"""The abstract page every record type stands on."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock, OtherNameBlock
from core.enums import RecordType
from core.models.classification import ClassificationMixin, PeriodMixin, PlaceMixin
from core.models.comments import KeptCommentsMixin
from core.models.evidence import FiguresMixin, MaterialMixin, PartnersMixin
from core.models.provenance import ProvenanceMixin
from core.models.related import RelatedGroup, neighbours
from core.models.translated import TranslatedMixin
from core.permissions import RecordRightsMixin
from core.search_declaration import SearchTexts, searchable
from taxonomy.labels import theme_parents
from taxonomy.models import Organisation


class KnowledgePage(
    ClassificationMixin,
    PlaceMixin,
    PeriodMixin,
    FiguresMixin,
    PartnersMixin,
    MaterialMixin,
    ProvenanceMixin,
    TranslatedMixin,
    RecordRightsMixin,
    KeptCommentsMixin,
    Page,
):
    """A record: what every type has, and what it gives to search.

    A plain abstract page rather than Wagtail's swappable base page, which wagtail-localize
    does not support (docs/decisions/0003).
    """

    record_type: ClassVar[str]
    # The type of the records that readers are shown as being about the same; empty for none.
    similar_type: ClassVar[str] = RecordType.PRACTICE
    # What a reader's page is read with, in one query.
    read_along: ClassVar[list[str]] = ["locale", "cover_image"]

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("Two or three sentences: what was done, for whom, with what result."),
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("The record in running text, for what fits into no field of its own."),
    )
    other_names = StreamField(
        [("name", OtherNameBlock())],
        blank=True,
        verbose_name=_("other names"),
        help_text=_("Other names and spellings; search finds the record by each of them."),
    )
    cover_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("cover image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the head of the text. Its credit is kept with the image."),
    )
    cover_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the cover shows. Leave empty to use the image's own description."),
    )

    override_translatable_fields = [
        *ClassificationMixin.override_translatable_fields,
        *PlaceMixin.override_translatable_fields,
        *PeriodMixin.override_translatable_fields,
        *ProvenanceMixin.override_translatable_fields,
    ]

    summary_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("other_names"),
    ]
    cover_panels = [
        MultiFieldPanel(
            [FieldPanel("cover_image"), FieldPanel("cover_alt")], heading=_("Cover image")
        )
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page with the columns that follow from its fields."""
        self.set_period_days()
        if not self.locale_id:
            self.locale = self.get_default_locale()
        if not self.source_language:
            self.source_language = self.locale.language_code
        super().save(*args, **kwargs)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether a record may be created there: in a section, only one of the section's type."""
        section_type = getattr(parent.specific_deferred, "record_type", cls.record_type)
        return bool(super().can_create_at(parent)) and section_type == cls.record_type

    @property
    def record_key(self) -> UUID:
        """The id of the record, shared by its translations."""
        key: UUID = self.translation_key
        return key

    def lead_name(self) -> str:
        """The name of who leads the record; empty where there is none."""
        return ""

    def answering_organisation(self) -> Organisation | None:
        """Whose representatives answer readers of the record; none where nobody's do."""
        return None

    def people_names(self) -> list[str]:
        """Names of persons by which readers look for the record."""
        return [self.submitted_by_name] if self.submitted_by_name else []

    def organisation_codes(self) -> set[str]:
        """Codes of the organisations the record names."""
        return {
            block.value["organisation"].code
            for block in self.partners
            if block.value.get("organisation")
        }

    def search_texts(self) -> SearchTexts:
        """The record's texts in this page's language; types add their own."""
        return SearchTexts(
            title=[self.title],
            names=[*(block.value for block in self.other_names), *self.people_names()],
            summary=[self.summary],
            body=[
                *searchable(self.body, self.objectives, self.figures, self.partners, self.phases),
                *searchable(self.links, self.update_notes),
                self.contact_office,
                self.submitted_by_unit,
                self.source_name,
            ],
        )

    def search_facets(self) -> dict[str, set[str]]:
        """Codes by facet parameter; types add their own."""
        parents = theme_parents()
        own_themes = {theme.code for theme in self.themes.all()}
        today = date.today()
        return {
            "type": {self.record_type},
            "theme": own_themes | {parents[code] for code in own_themes if code in parents},
            "objective": {
                block.value["objective"].code
                for block in self.objectives
                if block.value.get("objective")
            },
            "city": {city.code for city in self.cities.all()},
            "country": set(self.country_codes()),
            "year": {str(year) for year in self.period.years(today)} if self.period else set(),
            "organisation": self.organisation_codes(),
        }

    def search_dates(self) -> tuple[date | None, date | None]:
        """The first and last day known."""
        return self.period_first, self.period_last

    def latest_updates(self) -> list[Any]:
        """The update notes, the latest first."""
        return sorted(self.update_notes, key=lambda block: block.value["date"], reverse=True)

    def related_groups(self) -> list[RelatedGroup]:
        """Related records by heading, as record keys; types add theirs."""
        return []

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; of an alias in another language, whose text is not in it, what says so."""
        source = self.alias_of
        while source and source.alias_of:
            source = source.alias_of
        if source and source.locale_id != self.locale_id:
            return redirect("search:record", source.translation_key)
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        return response

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with its places, its neighbours and its cover's alternative text settled."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["themes"] = list(self.themes.all())
        context["cities"] = list(self.cities.all())
        context["cover_of"] = {
            "id": str(self.record_key),
            "themes": [theme.code for theme in context["themes"]],
        }
        context["country_codes"] = self.country_codes(context["cities"])
        context["neighbours"] = neighbours(self)
        if self.cover_image:
            context["cover_alt"] = self.cover_alt or self.cover_image.default_alt_text
        return context


def record_types() -> list[type[KnowledgePage]]:
    """Every page type that records are of, in the order the apps are listed."""
    return [model for model in apps.get_models() if issubclass(model, KnowledgePage)]
