"""What the worker does for translations."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from core.signals import periodic
from translations import running
from translations.models import Job


@task()
def run_job(job_id: str) -> None:
    """Do what is left of a job."""
    running.run(UUID(job_id))


@receiver(periodic)
def resume_left_behind(**_kwargs: Any) -> None:
    """Have those jobs go on whose run was killed, or that were never begun."""
    now = timezone.now()
    silent = Q(heartbeat__lt=now - running.SILENCE)
    never_begun = Q(heartbeat=None, created_at__lt=now - running.SILENCE)
    jobs = Job.objects.filter(silent | never_begun, finished_at=None, stopped=False)
    for key in jobs.values_list("pk", flat=True):
        # Of several workers one hands it on, and what still runs of the old run gives way.
        if jobs.filter(pk=key).update(runner=None, heartbeat=now):
            run_job.enqueue(str(key))
