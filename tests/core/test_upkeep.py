"""What the worker does once a day."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from core.management.commands.worker import do_periodic_work
from core.upkeep import KEPT_RESULTS

pytestmark = pytest.mark.django_db
DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@task()
def work() -> None:
    """Nothing."""


def ended(days: int, status: str = "SUCCESSFUL", **fields: Any) -> Any:
    """A task that ended so long ago."""
    result = work.enqueue()
    moment = timezone.now() - timedelta(days=days)
    DBTaskResult.objects.filter(pk=result.id).update(status=status, finished_at=moment, **fields)
    return DBTaskResult.objects.filter(pk=result.id)


@pytest.fixture
def queue(settings: Settings) -> None:
    """The task queue of a real site."""
    settings.TASKS = DATABASE


@pytest.mark.usefixtures("queue")
def test_what_ended_long_ago_is_forgotten() -> None:
    old, failed = ended(KEPT_RESULTS + 1), ended(KEPT_RESULTS + 1, "FAILED", queue_name="x")
    recent, waiting = ended(KEPT_RESULTS - 1), ended(0, "READY", enqueued_at="2000-01-01T00:00Z")
    do_periodic_work()
    assert not old.exists() and not failed.exists()
    assert recent.exists() and waiting.exists()


@pytest.mark.usefixtures("queue")
def test_once_a_day() -> None:
    do_periodic_work()
    old = ended(KEPT_RESULTS + 1)
    do_periodic_work()
    assert old.exists()
    cache.clear()  # as a day does
    do_periodic_work()
    assert not old.exists()


def test_a_site_with_another_queue_has_nothing_to_forget(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    do_periodic_work()
    assert "failed" not in caplog.text
