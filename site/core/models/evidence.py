"""Figures, partners, links and files of a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from core.blocks import AttachmentBlock, ClaimBlock, LinksBlock, PartnerBlock


class FiguresMixin(models.Model):
    """Claims: numbers with date and source."""

    figures = StreamField(
        [("claim", ClaimBlock())],
        blank=True,
        verbose_name=_("figures"),
        help_text=_(
            "Numbers with their date and source. Where sources disagree, add one figure for each."
        ),
    )

    figures_panels = [FieldPanel("figures")]

    class Meta:
        abstract = True


class PartnersMixin(models.Model):
    """Organisations with their roles."""

    partners = StreamField(
        [("partner", PartnerBlock())],
        blank=True,
        verbose_name=_("partners"),
        help_text=_("Organisations that take part, each with its role."),
    )

    partners_panels = [FieldPanel("partners")]

    class Meta:
        abstract = True


class MaterialMixin(models.Model):
    """Where to read on: links and files."""

    links = StreamField(
        LinksBlock(),
        blank=True,
        verbose_name=_("links"),
        help_text=_("Pages elsewhere that tell more."),
    )
    attachments = StreamField(
        [("attachment", AttachmentBlock())],
        blank=True,
        verbose_name=_("attachments"),
        help_text=_("Files readers can download."),
    )

    material_panels = [
        MultiFieldPanel([FieldPanel("links"), FieldPanel("attachments")], heading=_("Read on"))
    ]

    class Meta:
        abstract = True
