"""What the worker does once a day."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.core.management import call_command
from django.dispatch import receiver
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db import DatabaseBackend

from core.orphans import sweep
from core.signals import periodic

DAY = timedelta(days=1).total_seconds()
KEPT_RESULTS = 14  # days, long enough to ask why a task failed
DONE = "core:results_pruned"
SWEPT = "core:orphans_swept"


@receiver(periodic)
def prune_task_results(**kwargs: Any) -> None:
    """Delete what ended tasks have left, where the database keeps it."""
    if cache.get(DONE) or not isinstance(
        task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend
    ):
        return
    call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_RESULTS, verbosity=0)
    cache.set(DONE, True, DAY)


@receiver(periodic)
def sweep_orphans(**kwargs: Any) -> None:
    """Delete private files that no row knows."""
    if not cache.get(SWEPT):
        sweep()
        cache.set(SWEPT, True, DAY)
