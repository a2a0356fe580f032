"""What this app adds to the admin and to the sitemap."""

from django.conf import settings
from wagtail import hooks

from core.enums import RecordType
from events.viewsets import DeclarationListingViewSet, EventListingViewSet
from search import listings

hooks.register(
    "register_admin_viewset", lambda: [EventListingViewSet(), DeclarationListingViewSet()]
)


@hooks.register("sitemap_views")
def sitemap_views() -> list[tuple[str, list[str]]]:
    """The calendar, as soon as there is an event."""
    events = listings.newest(RecordType.EVENT, settings.LANGUAGE_CODE, 1)
    return [("calendar:calendar", [])] if events else []
