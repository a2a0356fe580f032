"""Delivery as a task of the worker."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mail import delivery

# Somebody waits for a mail; of a thousand pages to index nobody knows.
FIRST, IN_TURN = 50, 0


@task(priority=FIRST)
def deliver() -> None:
    """Deliver what is due; the rest after other tasks have had their turn."""
    delivery.work_off()
    plan(IN_TURN)


def plan(priority: int = FIRST) -> None:
    """Have what is due delivered soon.

    A delivery that has yet to begin takes it along, so that there is never more than one.
    """
    waiting = DBTaskResult.objects.ready().filter(
        task_path=deliver.module_path, priority__gte=priority
    )
    if delivery.is_called_for() and not waiting.exists():
        deliver.using(priority=priority).enqueue()
