"""What this app adds to the admin."""

from wagtail import hooks

from publications.viewsets import ReportListingViewSet

hooks.register("register_admin_viewset", lambda: [ReportListingViewSet()])
