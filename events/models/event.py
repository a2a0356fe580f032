"""Events: from a forum of mayors to a single session of it."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import PersonBlock
from core.enums import RecordType
from core.models import KnowledgePage, RelatedGroup, record_keys, referring_keys
from core.panels import record_tabs
from core.search_declaration import SearchTexts, searchable
from events.blocks import (
    OutcomeDocumentBlock,
    OutcomeTextBlock,
    PhotographBlock,
    ProgrammeItemBlock,
    RecordingBlock,
)
from events.enums import EventFormat, EventKind


def validate_time_zone(name: str) -> None:
    """Refuse what the time zone database does not hold.

    Raises:
        ValidationError: an unknown name.
    """
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write it like Europe/Istanbul."),
            params={"name": name},
        )


class EventPage(KnowledgePage):
    """A gathering: announced, held, and what came of it."""

    record_type: ClassVar[str] = RecordType.EVENT

    parent_page_types = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("A gathering, from a forum to a single session, with its outcomes.")
    template = "pages/event_page.html"

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=EventKind.choices,
        default=EventKind.CONFERENCE,
        help_text=_(
            "What kind of gathering it was. A session of a larger event is an event as well."
        ),
    )
    start_time = models.TimeField(
        _("begins at"),
        null=True,
        blank=True,
        help_text=_("Local time. Leave empty if it is not known."),
    )
    end_time = models.TimeField(
        _("ends at"),
        null=True,
        blank=True,
        help_text=_("Local time. Leave empty if it is not known."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=50,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("For example: Europe/Istanbul."),
    )
    place = models.CharField(
        _("place"), max_length=250, blank=True, help_text=_("The building or address.")
    )
    event_format = models.CharField(
        _("format"),
        max_length=20,
        choices=EventFormat.choices,
        blank=True,
        help_text=_("How people take part."),
    )
    motto = models.CharField(
        _("motto"),
        max_length=250,
        blank=True,
        help_text=_("The motto as it was announced, without quotation marks."),
    )
    registration_url = models.URLField(
        _("registration"),
        max_length=500,
        blank=True,
        help_text=_("Where people register, with https://."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The larger event this one is a session or side event of."),
    )
    project = models.ForeignKey(
        "practices.ProjectPage",
        verbose_name=_("in the frame of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The project that carried it."),
    )
    programme = StreamField(
        [("item", ProgrammeItemBlock())],
        blank=True,
        verbose_name=_("programme"),
        help_text=_("Items without a page of their own, in order."),
    )
    people = StreamField(
        [("person", PersonBlock())],
        blank=True,
        verbose_name=_("people"),
        help_text=_("Who opened, spoke, closed; with the office held at the time."),
    )
    outcomes = StreamField(
        [
            ("text", OutcomeTextBlock()),
            ("recording", RecordingBlock()),
            ("photograph", PhotographBlock()),
            ("document", OutcomeDocumentBlock()),
        ],
        blank=True,
        verbose_name=_("outcomes"),
        help_text=_("Declarations and reports are shown here by themselves."),
    )

    fact_streams = (*KnowledgePage.fact_streams, "programme", "people")
    override_translatable_fields = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("time_zone", overridable=False),
        SynchronizedField("part_of", overridable=False),
        SynchronizedField("project", overridable=False),
    ]

    edit_handler = record_tabs(
        (
            _("What"),
            [
                *KnowledgePage.summary_panels,
                FieldRowPanel([FieldPanel("kind"), FieldPanel("motto")]),
                FieldPanel("body"),
                *KnowledgePage.classification_panels,
                *KnowledgePage.cover_panels,
            ],
        ),
        (
            _("Where and when"),
            [
                *KnowledgePage.period_panels,
                FieldRowPanel(
                    [FieldPanel("start_time"), FieldPanel("end_time"), FieldPanel("time_zone")]
                ),
                FieldRowPanel([FieldPanel("place"), FieldPanel("event_format")]),
                *KnowledgePage.place_panels,
                FieldPanel("registration_url"),
            ],
        ),
        (_("Who"), [FieldPanel("people"), *KnowledgePage.partners_panels]),
        (_("Programme"), [FieldPanel("programme")]),
        (_("Results"), [*KnowledgePage.figures_panels, FieldPanel("outcomes")]),
        (
            _("Sources"),
            [
                MultiFieldPanel(
                    [
                        PageChooserPanel("part_of", "events.EventPage"),
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
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def people_names(self) -> list[str]:
        """The submitter and everybody named."""
        return [*super().people_names(), *(block.value["name"] for block in self.people)]

    def search_texts(self) -> SearchTexts:
        """With motto, place, people and programme."""
        texts = super().search_texts()
        texts.summary.append(self.motto)
        texts.body += [self.place, *searchable(self.people, self.programme, self.outcomes)]
        return texts

    def related_groups(self) -> list[RelatedGroup]:
        """What it is part of, its parts, and what came of it."""
        return [
            (_("Part of"), record_keys(self.part_of)),
            (_("In the frame of"), record_keys(self.project)),
            (_("Sessions and side events"), referring_keys("events.EventPage", "part_of", self)),
            (_("Declarations"), referring_keys("events.DeclarationPage", "adopted_at", self)),
            (_("Informed by"), referring_keys("events.DeclarationPage", "informs", self)),
            (_("Reports"), referring_keys("publications.ReportPage", "event", self)),
        ]
