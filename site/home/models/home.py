"""The home page: what this is, and every way in."""

from itertools import accumulate
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.blocks import ClaimBlock
from core.enums import RecordType
from core.permissions import PlaceRightsMixin
from home.collections.listing import public_collections
from home.entry_points import entry_points
from search import listings

EVENTS, COLLECTIONS = 3, 3
DEEPEST = 63  # parts of an address: as deep as Wagtail's tree can be
# What is read of the pages above another.
OF_TRAILS = ("content_type", "depth", "live", "path", "title", "url_path")


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

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address, with its `trail`: the pages above it, this one first.

        Found by the whole address, in two queries; Wagtail takes two for each of its parts.
        """
        if not path_components:
            return super().route(request, path_components)
        if len(path_components) > DEEPEST:
            raise Http404
        addresses = [f"{part}/" for part in accumulate(path_components, "{}/{}".format)]
        found = self.get_descendants().filter(
            url_path__in=[f"{self.url_path}{address}" for address in addresses]
        )
        *above, last = found.only(*OF_TRAILS).order_by("depth") or [None]
        if last is None or len(above) + 1 < len(addresses):
            raise Http404
        page = _whole(last)
        page.trail = [self, *(parent for parent in above if parent.live)]
        return page.route(request, [])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the entry points and their counts, newest practices, collections, events."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language, today = self.locale.language_code, timezone.localdate()
        context |= entry_points(language)
        context["collections"] = public_collections(request, language)[:COLLECTIONS]
        context["upcoming"] = listings.upcoming(RecordType.EVENT, language, today, EVENTS)
        context["past"] = listings.past(RecordType.EVENT, language, today, EVENTS)
        return context


def _whole(found: Page) -> Any:
    """A page as its own model, with what its template always needs."""
    model = found.specific_class or Page
    along = getattr(model, "read_along", ["locale"])
    return get_object_or_404(model._default_manager.select_related(*along), pk=found.pk)
