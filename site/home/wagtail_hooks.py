"""What this app adds to the admin."""

from wagtail import hooks

from home.viewsets import UnionBodyListingViewSet

hooks.register("register_admin_viewset", lambda: [UnionBodyListingViewSet()])
