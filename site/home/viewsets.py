"""Listings of the union's bodies in the admin."""

from django.utils.translation import gettext_lazy as _

from core.admin import RecordListingViewSet
from home.models import UnionBodyPage


class UnionBodyListingViewSet(RecordListingViewSet):
    """All bodies of the union."""

    model = UnionBodyPage
    name = "union-bodies"
    menu_label = _("Bodies of the union")
    icon = "group"
    menu_order = 70
