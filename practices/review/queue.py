"""The review queue: what municipalities have sent, how long ago, and whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.models import WorkflowState

from core.templatetags.core_tags import number
from practices.models import PracticePage, ReviewTask, Submission
from practices.review.filters import QueueFilter
from practices.review.forms import AssignForm
from practices.submissions.reviewing import assign
from practices.submissions.rights import WAITING, may_review

MOST_AT_ONCE = 500


class ReviewersOnly(View):
    """For those who take part in the review."""

    request: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nobody else comes in."""
        if not may_review(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def submissions(self) -> QuerySet[Submission]:
        """What the union was sent or told of."""
        found: QuerySet[Submission] = Submission.objects.reviewable_by(self.request.user)
        return found


@dataclass(frozen=True)
class Line:
    """A submission in the queue."""

    submission: Submission
    stage: str
    waits: bool
    days: int | None


class QueueView(ReviewersOnly, ReportView):
    """The queue, with what is due first at its head."""

    template_name = "practices/admin/queue.html"
    page_title = gettext_lazy("Review of practices")
    header_icon = "clipboard-list"
    index_url_name = "practice_review:queue"
    model = Submission
    paginate_by = 50
    show_export_buttons = False

    @cached_property
    def form(self) -> QueueFilter:
        """What the queue is narrowed down by."""
        return QueueFilter(self.request.GET, submissions=self.submissions, user=self.request.user)

    def get_queryset(self) -> QuerySet[Submission]:
        """What fits, with all that a line shows."""
        found = self.form.found().select_related("organisation", "reviewer", "author", "page")
        return found.order_by(F("due").asc(nulls_last=True), "submitted_at", "pk")

    def get_filtered_queryset(self) -> QuerySet[Submission]:
        """Narrowed down already."""
        return self.get_queryset()

    def decorate_paginated_queryset(self, object_list: Iterable[Submission]) -> list[Line]:
        """The lines of what is shown."""
        found = list(object_list)
        stages = stages_of(found)
        return [_line(submission, stages.get(submission.page_id, "")) for submission in found]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the forms around the list."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "form": self.form, "assign_form": AssignForm()}


class AssignView(ReviewersOnly):
    """Gives one submission or many to a reviewer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, and go back."""
        form = AssignForm(request.POST)
        chosen = self._chosen()
        if not chosen:
            messages.warning(request, _("Tick the submissions first."))
        elif form.is_valid():
            self._assign(chosen, form.cleaned_data)
        else:
            for errors in form.errors.values():
                messages.error(request, " ".join(map(str, errors)))
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("practice_review:queue"))

    def _chosen(self) -> list[UUID]:
        keys = []
        for text in self.request.POST.getlist("submissions")[:MOST_AT_ONCE]:
            try:
                keys.append(UUID(text))
            except ValueError:
                continue
        return list(self.submissions.filter(pk__in=keys).values_list("pk", flat=True))

    def _assign(self, chosen: list[UUID], data: dict[str, Any]) -> None:
        count = assign(chosen, data["reviewer"], data["due"], actor=self.request.user)
        if count:
            text = _("Submissions assigned: %(count)s.")
            messages.success(self.request, text % {"count": number(count)})
        if others := len(chosen) - count:
            text = _("No longer with the union: %(count)s.")
            messages.warning(self.request, text % {"count": number(others)})


def stages_of(submissions: Iterable[Submission]) -> dict[int | None, str]:
    """The step that each is at, by the key of its page."""
    keys = [str(submission.page_id) for submission in submissions if submission.page_id]
    type_of_page = PracticePage().get_base_content_type()
    states = WorkflowState.objects.active().filter(
        base_content_type=type_of_page, object_id__in=keys
    )
    tasks = dict(states.values_list("object_id", "current_task_state__task"))
    stages = {task.pk: task.get_stage_display() for task in ReviewTask.objects.all()}
    return {int(key): stages.get(task, "") for key, task in tasks.items()}


def _line(submission: Submission, stage: str) -> Line:
    sent = submission.submitted_at
    return Line(
        submission,
        stage,
        submission.state in WAITING,
        (timezone.localdate() - timezone.localdate(sent)).days if sent else None,
    )
