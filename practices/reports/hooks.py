"""The report of submissions, among the admin's others."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from practices.reports.view import SubmissionReportView
from practices.submissions.rights import may_review


class SubmissionReportMenuItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to those who may open it."""
        return may_review(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The list, and its results by themselves."""
    results = SubmissionReportView.as_view(results_only=True)
    return [
        path("reports/submissions/", SubmissionReportView.as_view(), name="submission_report"),
        path("reports/submissions/results/", results, name="submission_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> SubmissionReportMenuItem:
    """Below “Reports”."""
    return SubmissionReportMenuItem(
        _("Submissions"),
        reverse("submission_report"),
        name="submissions",
        icon_name="clipboard-list",
        order=1200,
    )
