"""Workers that do jobs: killed, two at once, taking over from each other."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from core.signals import periodic
from tests.bench.processes import let_go
from tests.bench.processes import start as start_process
from tests.translations.jobs import (
    assert_each_was_done_once,
    finished,
    outcomes,
    practices,
    silence,
    targets,
)
from tests.translations.people import superuser
from translations import running
from translations.enums import Action, Outcome
from translations.jobs import progress, start
from translations.tasks import run_job


@pytest.fixture
def queued(settings: Any) -> None:
    """Tasks wait in the database for a worker, as on a site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("queued")
class TestWorkers:
    def test_a_killed_one_is_followed_by_another_that_does_the_rest(self) -> None:
        made = practices(6)
        job = start(Action.CREATE, targets(made, "tr", "fr"), actor=superuser())
        assert not made[0].get_translations().exists()
        worker = start_process("tests.translations.job_worker", 0.2)
        let_go([worker])
        while progress(job)[Outcome.DONE] < 3:
            assert worker.poll() is None
            time.sleep(0.01)
        worker.kill()
        worker.communicate()
        left = outcomes(job)
        assert left[Outcome.WAITING] > 1
        assert set(left) == {Outcome.DONE, Outcome.WAITING}
        silence(job)
        periodic.send(sender=None)
        call_command("db_worker", batch=True, interval=0, startup_delay=False)
        assert_each_was_done_once(job)
        assert finished(job)

    def test_a_machine_is_asked_outside_of_any_transaction(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = practices(1)
        running.run(start(Action.CREATE, targets(made), actor=superuser()).pk)
        seen = []

        def fill(page: Any, *, actor: Any) -> int:
            seen.append(connection.in_atomic_block)
            return 3

        monkeypatch.setattr(running, "ACTS", {Action.MACHINE: fill})
        job = start(Action.MACHINE, targets(made), actor=superuser())
        running.run(job.pk)
        assert seen == [False]
        assert outcomes(job) == {Outcome.DONE: 1}

    def test_of_two_at_once_one_gives_way(self) -> None:
        made = practices(4)
        job = start(Action.CREATE, targets(made, "tr", "fr"), actor=superuser())
        run_job.enqueue(str(job.pk))
        runs = DBTaskResult.objects.filter(task_path=run_job.module_path)
        assert runs.count() == 2
        DBTaskResult.objects.exclude(pk__in=runs).delete()
        workers = [start_process("tests.translations.job_worker", 0.05, "once") for _ in range(2)]
        let_go(workers)
        for worker in workers:
            worker.communicate()
            assert worker.returncode == 0
        assert_each_was_done_once(job)
        assert set(runs.values_list("status", flat=True)) == {"SUCCESSFUL"}

    def test_runs_that_take_over_from_each_other_do_each_once(self) -> None:
        made = practices(4)
        job = start(Action.CREATE, targets(made, "tr", "fr"), actor=superuser())

        def impatient(_number: int) -> None:
            try:
                for _turn in range(4):
                    silence(job)
                    running.run(job.pk)
            finally:
                connection.close()

        with ThreadPoolExecutor(3) as threads:
            list(threads.map(impatient, range(3)))
        assert_each_was_done_once(job)
