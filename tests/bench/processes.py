"""Processes of their own on the test's database, as the workers of a site are."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from django.db import connection

from scripts.paths import ROOT


def address() -> str:
    """The address of the database that the test works on."""
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{options['NAME']}"
    return f"postgres://{options['USER']}@{options['HOST']}:{options['PORT']}/{options['NAME']}"


def start(module: str, *words: object) -> subprocess.Popen[str]:
    """A process that runs a module; it has started to work once it has printed a line."""
    variables = {
        **os.environ,
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
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


def reports(processes: Iterable[subprocess.Popen[str]]) -> list[dict[str, Any]]:
    """What each of them says at its end; none may have failed."""
    found = []
    for process in processes:
        said, _ = process.communicate()
        assert process.returncode == 0
        found.append(json.loads(said))
    return found
