"""The union's reports and their language editions."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import SECTION_FEATURES, LanguageEditionBlock
from core.enums import RecordType
from core.models import KnowledgePage, RelatedGroup, record_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts, plain_text
from publications.blocks import AuthorBlock
from publications.enums import ReportKind
from taxonomy.models import Organisation

DOI = re.compile(r"10\.\d{4,9}/\S+")


def validate_isbn(text: str) -> None:
    """Refuse what is no ISBN-13 by its check digit (ISO 2108).

    Raises:
        ValidationError: wrong length, characters or check digit.
    """
    digits = text.replace("-", "").replace(" ", "")
    right = len(digits) == 13 and digits.isascii() and digits.isdigit()
    if not right or sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10:
        raise ValidationError(
            _("This is not an ISBN of 13 digits: compare it with the imprint of the report.")
        )


def validate_doi(text: str) -> None:
    """Refuse what is no DOI name (ISO 26324).

    Raises:
        ValidationError: not of the form 10.1234/suffix.
    """
    if not DOI.fullmatch(text):
        raise ValidationError(_("Write the DOI without address, like 10.1234/abcd."))


class ReportPage(KnowledgePage):
    """A publication with its findings and language editions."""

    record_type: ClassVar[str] = RecordType.REPORT

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A publication: findings, authors, and where each language is found.")
    template = "pages/report_page.html"

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=ReportKind.choices,
        default=ReportKind.RESEARCH_REPORT,
        help_text=_("What kind of publication it is."),
    )
    authors = StreamField(
        [("author", AuthorBlock())],
        blank=True,
        verbose_name=_("authors"),
        help_text=_("Who wrote it or led the work."),
    )
    publisher = models.ForeignKey(
        "taxonomy.Organisation",
        verbose_name=_("publisher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The organisation named in the imprint."),
    )
    isbn = models.CharField(
        _("ISBN"), max_length=20, blank=True, validators=[validate_isbn], help_text=_("13 digits.")
    )
    doi = models.CharField(
        _("DOI"),
        max_length=200,
        blank=True,
        validators=[validate_doi],
        help_text=_("For example: 10.1234/abcd."),
    )
    language_editions = StreamField(
        [("edition", LanguageEditionBlock())],
        blank=True,
        verbose_name=_("language editions"),
        help_text=_("Each language the report appeared in, as a file or an address."),
    )
    method = RichTextField(
        _("method"), blank=True, features=SECTION_FEATURES, help_text=_("How the work was done.")
    )
    key_findings = RichTextField(
        _("key findings"),
        blank=True,
        features=SECTION_FEATURES,
        help_text=_("What a reader in a hurry should know."),
    )
    recommended_citation = models.TextField(
        _("recommended citation"), blank=True, help_text=_("As the publisher wants it cited.")
    )
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("from the event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The event it reports on or was presented at."),
    )
    project = models.ForeignKey(
        "practices.ProjectPage",
        verbose_name=_("from the project"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The project it was written in."),
    )

    fact_streams = (*KnowledgePage.fact_streams, "authors", "language_editions")
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("publisher", overridable=False),
        SynchronizedField("isbn", overridable=False),
        SynchronizedField("doi", overridable=False),
        SynchronizedField("event", overridable=False),
        SynchronizedField("project", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldPanel("kind"),
                FieldPanel("key_findings"),
                FieldPanel("method"),
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (_("Where and when"), [*KnowledgePage.period_panels, *KnowledgePage.place_panels]),
        (
            _("Who"),
            [FieldPanel("authors"), FieldPanel("publisher"), *KnowledgePage.partners_panels],
        ),
        (_("Results"), KnowledgePage.figures_panels),
        (
            _("Editions"),
            [
                FieldPanel("language_editions"),
                FieldRowPanel([FieldPanel("isbn"), FieldPanel("doi")]),
                FieldPanel("recommended_citation"),
            ],
        ),
        (
            _("Sources"),
            [
                MultiFieldPanel(
                    [
                        PageChooserPanel("event", "events.EventPage"),
                        PageChooserPanel("project", "practices.ProjectPage"),
                    ],
                    heading=_("Related records"),
                ),
                *KnowledgePage.material_panels,
                *KnowledgePage.provenance_panels,
            ],
        ),
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def lead_name(self) -> str:
        """The publisher's name."""
        return self.publisher.name if self.publisher else ""

    def answering_organisation(self) -> Organisation | None:
        """The publisher."""
        return self.publisher

    def people_names(self) -> list[str]:
        """The submitter and the authors."""
        return [*super().people_names(), *(block.value["name"] for block in self.authors)]

    def organisation_codes(self) -> set[str]:
        """Codes of partners and publisher."""
        publisher = {self.publisher.code} if self.publisher else set()
        return super().organisation_codes() | publisher

    def search_texts(self) -> SearchTexts:
        """With findings, method, citation and the titles of the editions."""
        texts = super().search_texts()
        texts.names += [
            block.value["title"] for block in self.language_editions if block.value.get("title")
        ]
        texts.body += plain_text(self.key_findings, self.method, self.recommended_citation)
        texts.body += [self.isbn, self.doi]
        return texts

    def related_groups(self) -> list[RelatedGroup]:
        """The event and project it came from."""
        return [
            (_("From the event"), record_keys(self.event)),
            (_("From the project"), record_keys(self.project)),
        ]
