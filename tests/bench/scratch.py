"""Databases made for a trial and gone after it; never a site's own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.paths import ROOT
from tests.servers import postgres

DATABASES = ("sqlite", "postgresql")


@contextmanager
def scratch(database: str) -> Iterator[dict[str, str]]:
    """The environment of a process that works on an empty scratch database.

    PostgreSQL waits for the disk at every commit, as a site's does; SQLite does by its settings.
    """
    with tempfile.TemporaryDirectory(prefix="meydan-trial-") as folder:
        if database == "sqlite":
            yield _variables(folder, f"sqlite:///{Path(folder) / 'scratch.sqlite3'}")
        else:
            with postgres.cluster(durable=True) as address:
                yield _variables(folder, address)


def _variables(folder: str, address: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "MEYDAN_VAR": folder,
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "TMPDIR": folder,
    }
