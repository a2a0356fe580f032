"""What the report of submissions is narrowed down by."""

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.utils import get_user_display_name

from practices.enums import SubmissionState as State
from practices.models import Call, PracticePage, Submission
from practices.submissions.rights import reviewers
from taxonomy.labels import active_labels, theme_parents


class SubmissionFilterSet(WagtailFilterSet):
    """What the report is narrowed down by; it offers only what there is."""

    state = MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=CheckboxSelectMultiple, distinct=False
    )
    city = MultipleChoiceFilter(label=_("City"), widget=CheckboxSelectMultiple, distinct=False)
    theme = MultipleChoiceFilter(
        label=_("Theme"), method="with_theme", widget=CheckboxSelectMultiple
    )
    reviewer = MultipleChoiceFilter(
        label=_("Reviewer"),
        null_label=_("nobody"),
        widget=CheckboxSelectMultiple,
        distinct=False,
    )
    call = MultipleChoiceFilter(
        label=_("In answer to"), widget=CheckboxSelectMultiple, distinct=False
    )
    submitted_at = DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = Submission
        fields = ["state", "city", "theme", "reviewer", "call", "submitted_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.queryset.order_by()
        cities = set(sent.values_list("city", flat=True).distinct())
        pages = PracticePage.objects.filter(pk__in=sent.values("page"))
        themes = set(pages.order_by().values_list("themes__code", flat=True).distinct())
        parents = theme_parents()
        themes |= {parents[code] for code in themes & parents.keys()}
        calls = Call.objects.filter(pk__in=sent.values("call")).prefetch_related("texts")
        for name, choices in (
            ("city", [pair for pair in active_labels("city").items() if pair[0] in cities]),
            ("theme", [pair for pair in active_labels("theme").items() if pair[0] in themes]),
            ("reviewer", [(user.pk, get_user_display_name(user)) for user in reviewers()]),
            ("call", [(call.pk, str(call)) for call in calls]),
        ):
            self.filters[name].extra["choices"] = choices

    def with_theme(
        self, submissions: QuerySet[Submission], name: str, codes: list[str]
    ) -> QuerySet[Submission]:
        """Those under the themes; a main theme finds those of its parts as well."""
        if not codes:
            return submissions
        parts = [code for code, parent in theme_parents().items() if parent in codes]
        pages = PracticePage.objects.filter(themes__code__in=[*codes, *parts])
        return submissions.filter(page__in=pages.values("pk"))
