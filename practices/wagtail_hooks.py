"""What this app adds to the admin."""

from wagtail import hooks

from practices.viewsets import PracticeListingViewSet, ProjectListingViewSet

hooks.register(
    "register_admin_viewset", lambda: [PracticeListingViewSet(), ProjectListingViewSet()]
)
