"""Where the admin asks before it deletes accounts, and shows the security log."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.guards import refuse_many, refuse_one
from accounts.reports import SecurityLogView, may_read

hooks.register("before_delete_user", refuse_one)
hooks.register("before_bulk_action", refuse_many)


class SecurityLogMenuItem(MenuItem):
    """The way to the security log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to those who may open it."""
        return may_read(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The list, and its results by themselves."""
    results = SecurityLogView.as_view(results_only=True)
    return [
        path("reports/security/", SecurityLogView.as_view(), name="security_log"),
        path("reports/security/results/", results, name="security_log_results"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> SecurityLogMenuItem:
    """Below “Reports”."""
    address = reverse("security_log")
    return SecurityLogMenuItem(
        _("Security log"), address, name="security", icon_name="lock", order=1300
    )
