"""The home page: what this is, and every way in."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks import ClaimBlock
from core.enums import RecordType
from core.permissions import PlaceRightsMixin
from home.collections.listing import public_collections
from home.entry_points import entry_points
from search import listings

EVENTS, COLLECTIONS = 4, 3


class HomePage(PlaceRightsMixin, Page):
    """The root of one language's tree."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.SectionPage",
        "home.CollectionPage",
        "home.StandardPage",
    ]
    page_description = _("The first page of one language.")
    template = "pages/home_page.html"

    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("What the site offers, in one line."),
    )
    summary = models.TextField(
        _("summary"), blank=True, max_length=600, help_text=_("Shown under the headline.")
    )
    numbers = StreamField(
        [("claim", ClaimBlock())],
        blank=True,
        verbose_name=_("numbers of the union"),
        help_text=_("A few figures that say what the union is."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("summary"),
        FieldPanel("numbers"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the entry points and their counts, newest practices, collections, events."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language, today = self.locale.language_code, timezone.localdate()
        context |= entry_points(language)
        context["collections"] = public_collections(request, language)[:COLLECTIONS]
        context["upcoming"] = listings.upcoming(RecordType.EVENT, language, today, EVENTS)
        context["past"] = listings.past(RecordType.EVENT, language, today, EVENTS)
        return context
