"""What this app adds to the admin."""

from wagtail import hooks

from members.admin import hooks as people_hooks  # noqa: F401 - importing registers
from members.admin import messages_hooks  # noqa: F401 - importing registers
from members.viewsets import MunicipalityListingViewSet

hooks.register("register_admin_viewset", lambda: [MunicipalityListingViewSet()])
