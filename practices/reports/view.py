"""The list of submissions with its sums, as a page and as a file."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_user_display_name

from core.reports import FileReportView
from core.templatetags.core_tags import date_text, number
from practices.models import Submission
from practices.reports.figures import NONE, days_since, summaries, themes_of, timed, whole_days
from practices.reports.filters import SubmissionFilterSet
from practices.submissions.rights import may_review
from taxonomy.labels import active_labels


def _title(row: Any) -> str:
    """In its own direction."""
    return format_html("<bdi>{}</bdi>", row.shown_title)


def _waiting(row: Any) -> str:
    return number(row.waiting) or NONE


def _deciding(row: Any) -> str:
    return number(row.deciding) or NONE


def _sent_on(row: Any) -> str:
    return date_text(row.sent_on) or NONE


def _address(row: Submission) -> str:
    return reverse("practice_review:submission", args=[row.pk])


class SubmissionReportView(FileReportView):
    """Every submission the union was sent or told of, with sums by kind; as a file, the rows."""

    model = Submission
    page_title = _("Submissions")
    header_icon = "clipboard-list"
    filterset_class = SubmissionFilterSet
    template_name = "practices/admin/report.html"
    results_template_name = "practices/admin/report_results.html"
    index_url_name = "submission_report"
    index_results_url_name = "submission_report_results"
    default_ordering = "-submitted_at"
    columns = [
        TitleColumn(
            "shown_title",
            label=_("Title"),
            accessor=_title,
            sort_key="shown_title",
            get_url=_address,
        ),
        Column("municipality", label=_("Municipality"), sort_key="organisation__name"),
        Column("city_name", label=_("City")),
        Column("theme_names", label=_("Themes")),
        Column("state_name", label=_("State"), sort_key="state"),
        Column("reviewer_name", label=_("Reviewer")),
        Column("sent_on", label=_("Sent"), accessor=_sent_on, sort_key="submitted_at"),
        Column(
            "waiting",
            label=_("Waiting (days)"),
            accessor=_waiting,
            sort_key="waits_from",
        ),
        Column(
            "deciding",
            label=_("Decided in (days)"),
            accessor=_deciding,
            sort_key="decided_in",
        ),
    ]
    export_headings = {
        **{column.name: column.label for column in columns},
        "language": _("Language"),
        "due": _("Due"),
        "decided_on": _("Decided"),
    }
    list_export = [column.name for column in columns] + ["decided_on", "due", "language"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who review."""
        if not may_review(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Submission]:
        """What the union was sent or told of; drafts are their authors' alone."""
        sent = timed(Submission.objects.reviewable_by(self.request.user))
        typed = KT("answers__title")
        title = Coalesce(F("page__draft_title"), typed, output_field=TextField())
        rows = sent.annotate(shown_title=title).select_related("organisation", "reviewer")
        return rows.defer("answers", "reason")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """With what the filters offer choices of."""
        return {**super().get_filterset_kwargs(), "queryset": self.get_base_queryset()}

    def order_queryset(self, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        """What has no value comes last, on every database."""
        key = F(self.ordering.removeprefix("-"))
        backwards = self.ordering.startswith("-")
        first = key.desc(nulls_last=True) if backwards else key.asc(nulls_last=True)
        return queryset.order_by(first, "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """The rows with their texts, in the language that is active now."""
        themes = self.themes
        cities, names = active_labels("city"), active_labels("theme")
        # Translators: between names in a list; Arabic has a semicolon of its own.
        separator = _("; ")
        rows = list(object_list)
        for row in rows:
            row.municipality = row.organisation.name
            row.city_name = cities.get(row.city, NONE)
            row.theme_names = separator.join(names[code] for code in themes.get(row.page_id, []))
            row.state_name = row.get_state_display()
            row.reviewer_name = get_user_display_name(row.reviewer) if row.reviewer else ""
            row.sent_on = _day(row.submitted_at)
            row.decided_on = _day(row.decided_at)
            row.waiting = days_since(row.waits_from)
            row.deciding = whole_days(row.decided_in)
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the sums of all that was found, not only of this page."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context["summaries"] = summaries(self.object_list, self.themes)
        return context

    def get_filename(self) -> str:
        """With the day it was taken."""
        return f"submissions-{timezone.localdate():%Y-%m-%d}"

    @cached_property
    def themes(self) -> Mapping[Any, list[str]]:
        """Key of a page → codes of its themes, for all that was found."""
        return themes_of(self.object_list)


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
