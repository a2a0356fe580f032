"""A plain page of text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks import BodyBlock
from home.models.below_home import PageBelowHome


class StandardPage(PageBelowHome):
    """Text that is no record: about, imprint, accessibility."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    page_description = _("Text that is no record, such as “About” or the imprint.")
    template = "pages/standard_page.html"

    summary = models.TextField(
        _("summary"), blank=True, max_length=600, help_text=_("Shown under the title.")
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("The text of the page."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
