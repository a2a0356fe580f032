"""What this app adds to the admin."""

from wagtail import hooks

from members.viewsets import MunicipalityListingViewSet

hooks.register("register_admin_viewset", lambda: [MunicipalityListingViewSet()])
