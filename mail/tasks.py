"""Delivery as a task of the worker."""

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mail import delivery


@task()
def deliver() -> None:
    """Deliver what is due; the rest after other tasks have had their turn."""
    delivery.work_off()
    plan()


def plan() -> None:
    """Have what is due delivered soon.

    A delivery that has yet to begin takes it along, so that there is never more than one.
    """
    waiting = DBTaskResult.objects.ready().filter(task_path=deliver.module_path)
    if delivery.is_called_for() and not waiting.exists():
        deliver.enqueue()
