"""The security log among the admin's reports."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.permissions import policy_registry

from accounts.enums import Event
from accounts.models import SecurityEvent
from core.reports import FileReportView


def may_read(user: Any) -> bool:
    """Whether a user may read the security log: administrators alone, unless a right is given."""
    policy = policy_registry.get_by_type(SecurityEvent)
    return bool(policy.user_has_permission(user, "view"))


class SecurityFilterSet(WagtailFilterSet):
    """What administrators narrow the log down by."""

    at = DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    what = ChoiceFilter(label=_("What happened"), choices=Event.choices)
    user_name = CharFilter(label=_("Account"), lookup_expr="icontains")
    about = CharFilter(label=_("Done to"), lookup_expr="icontains")
    address = CharFilter(label=_("Client's address"), lookup_expr="startswith")

    class Meta:
        model = SecurityEvent
        fields = ["at", "what", "user_name", "about", "address"]


class VerbatimColumn(Column):
    """Addresses and names of fields: from left to right in every language."""

    cell_template_name = "accounts/admin/verbatim.html"


class SecurityLogView(FileReportView):
    """Every entry, the latest first; as a file too, which is noted like every other."""

    model = SecurityEvent
    permission_required = "view"
    page_title = _("Security log")
    header_icon = "lock"
    filterset_class = SecurityFilterSet
    index_url_name = "security_log"
    index_results_url_name = "security_log_results"
    default_ordering = "-at"
    columns = [
        DateColumn("at", label=_("Time"), sort_key="at"),
        Column("what", label=_("What happened"), accessor="get_what_display", sort_key="what"),
        Column("user_name", label=_("Account"), sort_key="user_name"),
        Column("about", label=_("Done to")),
        VerbatimColumn("address", label=_("Client's address")),
        VerbatimColumn("path", label=_("Path")),
        VerbatimColumn("told", label=_("Details")),
    ]
    list_export = ["at", "what", "user_name", "about", "address", "path", "told"]
    export_headings = {
        "at": _("Time"),
        "what": _("What happened"),
        "user_name": _("Account"),
        "about": _("Done to"),
        "address": _("Client's address"),
        "path": _("Path"),
        "told": _("Details"),
    }

    def get_filename(self) -> str:
        """With the day it was taken."""
        return f"security-log-{timezone.now():%Y-%m-%d}"
