"""Where a record comes from and who answers for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from core.blocks import UpdateNoteBlock, validate_complete_address

SYNCHRONISED = ("submitted_by_name", "contact_name", "source_licence")


class ProvenanceMixin(models.Model):
    """Submitter, contact, source, and the notes of later updates."""

    submitted_by_name = models.CharField(
        _("submitted by"),
        max_length=200,
        blank=True,
        help_text=_("Who sent the record to the union. Shown to readers."),
    )
    submitted_by_role = models.CharField(
        _("role"),
        max_length=200,
        blank=True,
        help_text=_("The submitter's office or profession at the time."),
    )
    submitted_by_unit = models.CharField(
        _("unit"),
        max_length=250,
        blank=True,
        help_text=_("The unit and organisation the submitter worked for."),
    )
    contact_name = models.CharField(
        _("contact person"), max_length=200, blank=True, help_text=_("Shown to readers.")
    )
    contact_office = models.CharField(
        _("office"), max_length=250, blank=True, help_text=_("Shown to readers.")
    )
    contact_email = models.EmailField(
        _("mail address"),
        blank=True,
        help_text=_("Never shown: readers write through the contact form."),
        error_messages={
            "invalid": _(
                "This is not a complete mail address. Some pages hide addresses: "
                "ask the contact for theirs, or leave the field empty."
            )
        },
    )
    source_name = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the facts of this record were published first."),
    )
    source_url = models.URLField(
        _("address of the source"),
        max_length=1000,
        blank=True,
        validators=[validate_complete_address],
        help_text=_("The complete address of the page or file. Leave empty if it is not known."),
    )
    source_licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("For example: CC BY 4.0.")
    )
    source_retrieved = models.DateField(
        _("retrieved on"), null=True, blank=True, help_text=_("The day the source was read.")
    )
    update_notes = StreamField(
        [("note", UpdateNoteBlock())],
        blank=True,
        verbose_name=_("update notes"),
        help_text=_("What was changed after publication; readers see the latest first."),
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("The day by which somebody checks that this still holds."),
    )
    source_language = models.CharField(
        _("source language"),
        max_length=10,
        choices=settings.LANGUAGES,
        blank=True,
        editable=False,
        help_text=_("The language the record was written in; its translations follow it."),
    )

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in SYNCHRONISED
    ]
    provenance_panels = [
        MultiFieldPanel(
            [
                FieldPanel("submitted_by_name"),
                FieldPanel("submitted_by_role"),
                FieldPanel("submitted_by_unit"),
            ],
            heading=_("Submission"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_office"),
                FieldPanel("contact_email"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_name"),
                FieldPanel("source_url"),
                FieldRowPanel([FieldPanel("source_licence"), FieldPanel("source_retrieved")]),
            ],
            heading=_("Source"),
        ),
        MultiFieldPanel([FieldPanel("update_notes"), FieldPanel("review_by")], heading=_("Upkeep")),
    ]

    class Meta:
        abstract = True
