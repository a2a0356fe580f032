"""Listings of events and declarations in the admin."""

from django.utils.translation import gettext_lazy as _

from core.admin import RecordListingViewSet
from events.models import DeclarationPage, EventPage


class EventListingViewSet(RecordListingViewSet):
    """All events."""

    model = EventPage
    name = "events"
    menu_label = _("Events")
    icon = "calendar-alt"
    menu_order = 30


class DeclarationListingViewSet(RecordListingViewSet):
    """All declarations."""

    model = DeclarationPage
    name = "declarations"
    menu_label = _("Declarations")
    icon = "edit"
    menu_order = 40
