"""Declarations: what the participants of an event signed."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import LanguageEditionBlock
from core.enums import RecordType
from core.models import KnowledgePage, RelatedGroup, chosen_keys, record_keys, referring_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts, searchable
from events.blocks import ArticleBlock, CommitmentBlock, SignatoryBlock
from events.fulfilment import fulfilments, signatory_places
from taxonomy.fields import TermsField
from taxonomy.panels import TermsPanel


class DeclarationPage(KnowledgePage):
    """A text adopted and signed by cities."""

    record_type: ClassVar[str] = RecordType.DECLARATION

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A text adopted by cities: its articles, commitments and signatories.")
    template = "pages/declaration_page.html"

    adopted_at = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("adopted at"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The event at which it was signed or adopted."),
    )
    articles = StreamField(
        [("article", ArticleBlock())],
        blank=True,
        verbose_name=_("articles"),
        help_text=_("Word for word as adopted. Leave empty until the text is at hand."),
    )
    commitments = StreamField(
        [("commitment", CommitmentBlock())],
        blank=True,
        verbose_name=_("commitments"),
        help_text=_("What the signatories promise."),
    )
    builds_on = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        verbose_name=_("builds on declarations"),
        related_name="+",
        help_text=_("Earlier declarations it takes up."),
    )
    builds_on_compacts = TermsField(
        "taxonomy.Compact",
        blank=True,
        verbose_name=_("builds on compacts"),
        related_name="+",
        help_text=_("The compacts it refers to."),
    )
    informs = ParentalManyToManyField(
        "events.EventPage",
        blank=True,
        verbose_name=_("informs events"),
        related_name="+",
        help_text=_("Later events the declaration was written for."),
    )
    signatories = StreamField(
        [("signatory", SignatoryBlock())],
        blank=True,
        verbose_name=_("signatories"),
        help_text=_("Who signed, for whom, and when."),
    )
    language_editions = StreamField(
        [("edition", LanguageEditionBlock())],
        blank=True,
        verbose_name=_("language editions"),
        help_text=_("The signed text in each language, as a file or an address."),
    )

    fact_streams = (*KnowledgePage.fact_streams, "signatories", "language_editions")
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("adopted_at", overridable=False),
        SynchronizedField("builds_on", overridable=False),
        SynchronizedField("builds_on_compacts", overridable=False),
        SynchronizedField("informs", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (
            _("Where and when"),
            [
                PageChooserPanel("adopted_at", "events.EventPage"),
                *KnowledgePage.period_panels,
                *KnowledgePage.place_panels,
            ],
        ),
        (_("Who"), [FieldPanel("signatories"), *KnowledgePage.partners_panels]),
        (
            _("Articles"),
            [
                FieldPanel("articles"),
                FieldPanel("commitments"),
                FieldPanel("language_editions"),
                *KnowledgePage.figures_panels,
            ],
        ),
        (
            _("Sources"),
            [
                MultiFieldPanel(
                    [
                        FieldPanel("builds_on"),
                        TermsPanel("builds_on_compacts"),
                        FieldPanel("informs"),
                    ],
                    heading=_("Related records"),
                ),
                *KnowledgePage.material_panels,
                *KnowledgePage.provenance_panels,
            ],
        ),
    )

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With where it was signed, and what its signatories have done for what it promises."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        context["signatory_places"] = signatory_places(self.signatories, language)
        context["fulfilments"] = fulfilments(self.commitments, self.signatories, language)
        return context

    def people_names(self) -> list[str]:
        """The submitter and those who signed."""
        signed = (block.value["person"] for block in self.signatories)
        return [*super().people_names(), *(name for name in signed if name)]

    def organisation_codes(self) -> set[str]:
        """Codes of partners and signatories."""
        signatories = {
            block.value["organisation"].code
            for block in self.signatories
            if block.value.get("organisation")
        }
        return super().organisation_codes() | signatories

    def search_texts(self) -> SearchTexts:
        """With articles, commitments and signatories."""
        texts = super().search_texts()
        texts.body += searchable(self.articles, self.commitments, self.signatories)
        return texts

    def related_groups(self) -> list[RelatedGroup]:
        """Where it was adopted, what it builds on and what it informs, both ways."""
        return [
            (_("Adopted at"), record_keys(self.adopted_at)),
            (_("Builds on"), chosen_keys(self.builds_on)),
            (_("Taken up by"), referring_keys("events.DeclarationPage", "builds_on", self)),
            (_("Informs"), chosen_keys(self.informs)),
        ]
