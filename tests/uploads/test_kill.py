"""The worker is killed in the middle of files: each is checked, none is lost, none half offered.

`make trial-files` does it a hundred times.
"""

import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.enums import Event
from accounts.models import SecurityEvent
from core import reencode_child
from core.inspection import Reason
from core.orphans import sweep
from practices.models import Upload
from practices.uploads.tasks import check
from tests.bench.processes import Worker, running, workshop
from tests.bench.trials import long, tell
from tests.tooling.waiting import until
from tests.uploads.sending import Sent, check_offers, send_all

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(long("ROUNDS", 2))
# What is waited for before a kill, in turn, and who is killed.
MOMENTS = ("decoder killed", "decoder at work", "file written", "any moment")
LONGEST = 0.3  # seconds from there to the kill
LONG_AGO = datetime(2019, 11, 26, tzinfo=UTC)  # nobody is at a file that was asked for then


@pytest.fixture(autouse=True)
def temporary(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Path:
    """Tests only send; processes of their own check. The folder of their temporary files."""
    caplog.set_level(logging.ERROR, "django.request")
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def checks() -> Any:
    """What the queue knows of."""
    return DBTaskResult.objects.filter(task_path=check.module_path)


def forget_who_was_at_it() -> int:
    """How many files were in hand at a kill; long ago, from now on, was each asked for."""
    tasks = checks().exclude(status=TaskResultStatus.READY)
    keys = [arguments["args"][0] for arguments in tasks.values_list("args_kwargs", flat=True)]
    tasks.delete()
    return Upload.objects.waiting().filter(pk__in=keys).update(asked_at=LONG_AGO)


def is_idle() -> bool:
    """Whether nothing is at work, nor has anything to do."""
    at_work = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    return not checks().filter(status__in=at_work).exists()


def nothing_waits() -> bool:
    """Whether each has been checked."""
    return not Upload.objects.waiting().exists()


def strays(folder: Path) -> list[bytes]:
    """What lies in the folder and is no upload's file."""
    known = {Path(upload.file.path) for upload in Upload.objects.exclude(file="")}
    return [path.read_bytes() for path in stored(folder) if path not in known]


def stored(folder: Path) -> list[Path]:
    """All that lies in the folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def have_ended(processes: set[int]) -> bool:
    """Whether none of them is alive."""
    return not processes & running().keys()


def is_killed(process: int) -> bool:
    """Kill it; whether it had not ended by itself just now."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def break_off(worker: Worker, moment: str, pause: float, folder: Path) -> bool:
    """Kill a worker, or what it has an image decoded by; whether there was something to kill."""
    before = set(stored(folder))
    if moment == "file written":
        until(lambda: is_idle() or set(stored(folder)) - before)
    elif moment != "any moment":
        until(lambda: is_idle() or worker.children())
    if moment == "decoder killed":
        is_at_work = any(is_killed(decoder) for decoder in worker.children())
        until(is_idle)
    else:
        time.sleep(pause)
        is_at_work = not is_idle()
    started = worker.kill()
    until(partial(have_ended, started))
    return is_at_work


def test_a_kill_at_any_moment_loses_no_file(quarantine: Path, temporary: Path) -> None:
    chance = random.Random(20191126)
    sent: list[Sent] = []
    kills: Counter[str] = Counter()
    in_hand = 0
    with workshop() as begin:
        for number in range(ROUNDS):
            sent += send_all(number)
            moment = MOMENTS[number % len(MOMENTS)]
            kills[moment] += break_off(begin(), moment, chance.uniform(0, LONGEST), quarantine)
            in_hand += forget_who_was_at_it()
            check_offers(sent[-12:])
        begin()
        until(nothing_waits, 60 + ROUNDS * 6)
    left = strays(quarantine)
    tell(files=len(sent), kills=dict(kills), in_hand_at_a_kill=in_hand, strays=len(left))
    outcomes = dict(Upload.objects.values_list("pk", "reason"))
    assert outcomes == {one.upload.pk: one.reason for one in sent}
    hostile = sum(one.reason == Reason.SCRIPTS for one in sent)
    assert SecurityEvent.objects.filter(what=Event.FILE_REFUSED).count() == hostile
    for path in stored(quarantine):
        os.utime(path, (0, 0))
    sweep()
    assert not strays(quarantine)
    check_offers(sent)
    assert not stored(temporary), "a copy of what was sent is left among temporary files"


def test_a_decoder_ends_with_who_started_it() -> None:
    # It waits for an image that never comes.
    image, _held = os.pipe()
    lifeline, parent = os.pipe()
    with tempfile.TemporaryFile() as target:
        given = (image, target.fileno())
        decoder = subprocess.Popen(
            [sys.executable, "-I", reencode_child.__file__, *map(str, given)],
            stdin=lifeline,
            pass_fds=given,
        )
        os.close(parent)
        try:
            assert decoder.wait(30) == 1
        finally:
            decoder.kill()
