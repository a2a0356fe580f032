"""What this app adds to the admin."""

from wagtail import hooks

from practices.adaptations import hooks as adaptations  # noqa: F401 - importing registers
from practices.calls import hooks as calls  # noqa: F401
from practices.reports import hooks as reports  # noqa: F401
from practices.review import hooks as review  # noqa: F401 - importing registers
from practices.sign_off import hooks as sign_off  # noqa: F401 - importing registers
from practices.uploads import hooks as uploads  # noqa: F401 - importing registers
from practices.viewsets import PracticeListingViewSet, ProjectListingViewSet

hooks.register(
    "register_admin_viewset", lambda: [PracticeListingViewSet(), ProjectListingViewSet()]
)
