"""Listings of municipalities in the admin."""

from django.utils.translation import gettext_lazy as _

from core.admin import RecordListingViewSet
from members.models import MunicipalityPage


class MunicipalityListingViewSet(RecordListingViewSet):
    """All municipalities."""

    model = MunicipalityPage
    name = "municipalities"
    menu_label = _("Municipalities")
    icon = "site"
    menu_order = 60
