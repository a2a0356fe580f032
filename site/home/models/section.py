"""A section of the tree: the records of one type, and the way into searching them."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.enums import RecordType
from home.models.below_home import PageBelowHome
from search import listings

SHOWN = 30


class SectionPage(PageBelowHome):
    """Where records of one type live; lists the newest and leads to their search."""

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "practices.PracticePage",
        "practices.ProjectPage",
        "events.EventPage",
        "events.DeclarationPage",
        "publications.ReportPage",
        "members.MunicipalityPage",
        "home.UnionBodyPage",
    ]
    page_description = _("A section of the site that holds the records of one type.")
    template = "pages/section_page.html"

    record_type = models.CharField(
        _("type of record"),
        max_length=20,
        choices=RecordType.choices,
        help_text=_("The records listed in this section."),
    )
    summary = models.TextField(
        _("summary"), blank=True, max_length=600, help_text=_("Shown under the title.")
    )

    content_panels = [*Page.content_panels, FieldPanel("record_type"), FieldPanel("summary")]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the newest records of the section's type, each once, as result lines."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["lines"] = listings.newest(self.record_type, self.locale.language_code, SHOWN)
        return context
