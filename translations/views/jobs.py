"""What the worker does to many translations, and how far it is."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from translations.enums import Action, Outcome
from translations.jobs import progress, stop
from translations.models import Job
from translations.views.base import AdminPage

# More failures than these say nothing new.
MOST_FAILURES = 200


class JobView(AdminPage):
    """For whoever started it."""

    page_title = _("Job")
    template_name = "translations/admin/job.html"

    def get(self, request: HttpRequest, job_id: UUID) -> HttpResponse:
        """How far it is, and what failed."""
        job = self.job(job_id)
        failures = job.items.filter(outcome=Outcome.FAILED).select_related("record__page")
        counts = counts_of(job)
        return self.show(
            job=job,
            label=Action(job.action).label,
            counts=counts,
            failures=failures.order_by("pk")[:MOST_FAILURES],
            more_failures=max(0, counts["failed"] - MOST_FAILURES),
        )

    def job(self, job_id: UUID) -> Job:
        """The job, for those who may know of it."""
        job = get_object_or_404(Job, pk=job_id)
        user: Any = self.request.user
        if job.started_by_id != user.pk and not user.is_superuser:
            raise PermissionDenied
        return job


class JobStateView(JobView):
    """For the script of the page."""

    def get(self, request: HttpRequest, job_id: UUID) -> HttpResponse:
        """How far it is, in numbers."""
        return JsonResponse(counts_of(self.job(job_id)))


class StopJobView(JobView):
    """Asked for by the page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, job_id: UUID) -> HttpResponse:
        """What is done stays done; the rest is left."""
        job = self.job(job_id)
        stop(job, actor=request.user)
        return redirect("translations:job", job.pk)


def counts_of(job: Job) -> dict[str, Any]:
    """How far the job is, and how many translations there are of each outcome."""
    numbers = progress(job)
    total = sum(numbers.values())
    is_over = bool(job.finished_at or job.stopped)
    return {**numbers, "total": total, "over": total - numbers["waiting"], "is_over": is_over}
