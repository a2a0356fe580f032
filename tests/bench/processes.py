"""Processes of their own on the test's database, as the workers of a site are."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from scripts.paths import ROOT
from tests.tooling.waiting import until


def address() -> str:
    """The address of the database that the test works on."""
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{options['NAME']}"
    return f"postgres://{options['USER']}@{options['HOST']}:{options['PORT']}/{options['NAME']}"


def start(
    module: str,
    *words: object,
    variables: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> subprocess.Popen[str]:
    """A process that runs a module; it has started to work once it has printed a line.

    `variables` are what its environment has otherwise than the test's; what it complains of is
    added to the `log`, if there is one.
    """
    environment = {
        **os.environ,
        "DATABASE_URL": address(),
        "MEYDAN_TEST_PRIVATE_ROOT": str(settings.MEYDAN_PRIVATE_ROOT),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        **(variables or {}),
    }
    with log.open("a") if log else nullcontext() as errors:
        return subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


def let_go(processes: Iterable[subprocess.Popen[str]]) -> None:
    """Wait until all of them are ready, then let them begin together."""
    started = list(processes)
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()


@dataclass(frozen=True)
class Worker:
    """One of the site's workers."""

    pid: int

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def children(self) -> set[int]:
        """What it has started and not yet seen the end of."""
        return {child for child, parent in running().items() if parent == self.pid}

    def kill(self) -> set[int]:
        """End it without warning, if it has not ended; what it had started."""
        with suppress(ProcessLookupError):
            # Stopped, so that it starts nothing more while one looks.
            os.kill(self.pid, signal.SIGSTOP)
            started = self.children()
            os.kill(self.pid, signal.SIGKILL)
            until(lambda: not self.is_alive())
            return started
        return set()


@contextmanager
def workshop() -> Iterator[Callable[[], Worker]]:
    """What begins one of the site's workers; all are killed at the end, if not before."""
    server = start("tests.bench.site_worker")
    workers = []

    def begin() -> Worker:
        assert server.stdin
        assert server.stdout
        server.stdin.write("begin\n")
        server.stdin.flush()
        workers.append(Worker(int(server.stdout.readline())))
        return workers[-1]

    try:
        assert server.stdout
        assert server.stdout.readline() == "ready\n"
        yield begin
    finally:
        for worker in workers:
            worker.kill()
        server.kill()
        server.communicate()


@contextmanager
def working(number: int = 1) -> Iterator[list[Worker]]:
    """So many of the site's workers while the block runs."""
    with workshop() as begin:
        yield [begin() for _ in range(number)]


def running() -> dict[int, int]:
    """All processes of this machine that have not ended, with that which started each."""
    command = ["ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "stat="]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    rows = [line.split() for line in said.splitlines()]
    return {int(process): int(parent) for process, parent, state in rows if state[0] != "Z"}


def reports(processes: Iterable[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """What each of them says at its end; none may have failed."""
    found = []
    for process in processes:
        said, _ = process.communicate()
        assert process.returncode == 0
        found.append(json.loads(said))
    return found
