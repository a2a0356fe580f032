"""Listings of reports in the admin."""

from django.utils.translation import gettext_lazy as _

from core.admin import RecordListingViewSet
from publications.models import ReportPage


class ReportListingViewSet(RecordListingViewSet):
    """All reports."""

    model = ReportPage
    name = "reports"
    menu_label = _("Reports")
    icon = "doc-full"
    menu_order = 50
