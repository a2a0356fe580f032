"""What this app adds to the admin."""

from wagtail import hooks

from events.viewsets import DeclarationListingViewSet, EventListingViewSet

hooks.register(
    "register_admin_viewset", lambda: [EventListingViewSet(), DeclarationListingViewSet()]
)
