"""Migrated once, copied many times.

An empty migration of this stack takes tens of seconds. So it is done once for every state of the
migrations and vocabularies, into a template; every test process works on a copy of it, and a
test that commits is followed by a new copy, far cheaper than Django's flush and without its loss
of the rows that migrations made.

As a program it makes the template and no more: `python -m tests.databases`.
"""

import fcntl
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

import django
import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql

from scripts.paths import ROOT, digest, migrations, vocabularies

# What PostgreSQL locks while a template is made: any number, but always this one.
LOCK = 20191126


class Copies(Protocol):
    """One process's copy of the template."""

    def create(self) -> None:
        """Make the copy, the template first if need be, and point Django at it."""

    def restore(self) -> None:
        """Make the copy equal to the template again. No test's connection is in use."""

    def keep(self) -> None:
        """Keep the copy as it is now, for all processes of this run. No connection is in use."""

    def take(self) -> None:
        """Make the copy equal to what was kept. No connection is in use."""

    def drop(self) -> None:
        """Delete the copy, and what was kept."""


def copies(folder: Path, process: str, shared: Path, run: str) -> Copies:
    """The copies of the database in the settings.

    `folder` and `process` are this process's own, `shared` and `run` those of all of its run.
    """
    if connection.vendor == "sqlite":
        return SQLiteCopies(folder, shared)
    return PostgreSQLCopies(process, run)


KEPT_TEMPLATES = 2


def state() -> str:
    """A short name for all that decides what the template holds."""
    sources = [
        ROOT / "requirements-dev.txt",
        *(ROOT / "site/config/settings").glob("*.py"),
        *(ROOT / "site/taxonomy").rglob("*.py"),
    ]
    return digest([*migrations(), *vocabularies(), *sources])[:16]


def _fill() -> None:
    call_command("migrate", verbosity=0)
    call_command("load_taxonomies", verbosity=0)
    connection.close()


class SQLiteCopies:
    """The template is a file in `var/test-templates/`, the copy a file of this run."""

    def __init__(self, folder: Path, shared: Path) -> None:
        """The copy will be a file in `folder`, what is kept one in `shared`."""
        self.template = settings.VAR_DIR / "test-templates" / f"{state()}.sqlite3"
        self.copy = folder / "test.sqlite3"
        self.kept = shared / "kept.sqlite3"
        # Shared by all connections of all threads, so that a change here reaches them.
        self.options: dict[str, Any] = connection.settings_dict

    def create(self) -> None:
        """As in the protocol."""
        # A power cut is nobody's loss here, and waiting for the disk is most of a commit's time.
        pragmas = self.options["OPTIONS"]["init_command"]
        self.options["OPTIONS"]["init_command"] = f"{pragmas} PRAGMA synchronous=OFF;"
        with only_one(self.template.parent):
            if not self.template.exists():
                self._make_template()
        shutil.copyfile(self.template, self.copy)
        self.options["NAME"] = str(self.copy)

    def _make_template(self) -> None:
        # The latest few stay: a run of other sources, begun earlier, may still copy its own.
        templates = sorted(self.template.parent.glob("*.sqlite3*"), key=lambda p: p.stat().st_mtime)
        for outdated in templates[:-KEPT_TEMPLATES]:
            outdated.unlink()
        unfinished = self.template.with_suffix(".sqlite3-unfinished")
        # With its log: what a process was killed in the middle of is not gone on with.
        for left in unfinished.parent.glob(f"{unfinished.name}*"):
            left.unlink()
        self.options["NAME"] = str(unfinished)
        _fill()
        unfinished.rename(self.template)

    def restore(self) -> None:
        """As in the protocol."""
        _backup(self.template, self.copy)

    def keep(self) -> None:
        """As in the protocol."""
        _backup(self.copy, self.kept)

    def take(self) -> None:
        """As in the protocol."""
        _backup(self.kept, self.copy)

    def drop(self) -> None:
        """As in the protocol; the copy's file goes with its folder."""
        connection.close()
        self.kept.unlink(missing_ok=True)


def _backup(source: Path, target: Path) -> None:
    """By SQLite's own means, which are safe beside connections still open."""
    connection.close()
    with (
        closing(sqlite3.connect(source, timeout=20)) as original,
        closing(sqlite3.connect(target, timeout=20)) as copy,
    ):
        copy.execute("PRAGMA synchronous=OFF")
        original.backup(copy)


class PostgreSQLCopies:
    """Template and copies are databases of the server that the settings name."""

    def __init__(self, process: str, run: str) -> None:
        """The copy's name will end in `process`, that of what is kept in `run`."""
        self.options: dict[str, Any] = connection.settings_dict
        self.first = self.options["NAME"]
        self.template = f"meydan_template_{state()}"
        self.copy = f"meydan_test_{process}"
        self.kept = f"meydan_kept_{run}"

    def create(self) -> None:
        """As in the protocol."""
        with self._server() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            if cursor.fetchone() is None:
                self._make_template(cursor)
            _copy_database(cursor, self.template, self.copy)
        self.options["NAME"] = self.copy

    def _make_template(self, cursor: Any) -> None:
        unfinished = f"{self.template}_unfinished"
        _drop_database(cursor, unfinished)
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        self.options["NAME"] = unfinished
        _fill()
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        cursor.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(self.template)))

    def restore(self) -> None:
        """As in the protocol."""
        self._copy(self.template, self.copy)

    def keep(self) -> None:
        """As in the protocol."""
        self._copy(self.copy, self.kept)

    def take(self) -> None:
        """As in the protocol."""
        self._copy(self.kept, self.copy)

    def _copy(self, source: str, target: str) -> None:
        connection.close()
        with self._server() as cursor:
            # CREATE DATABASE refuses a template that another process is copying at the moment.
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            _copy_database(cursor, source, target)

    def drop(self) -> None:
        """As in the protocol."""
        connection.close()
        with self._server() as cursor:
            _drop_database(cursor, self.copy)
            _drop_database(cursor, self.kept)

    @contextmanager
    def _server(self) -> Iterator[Any]:
        parameters = {
            "host": self.options["HOST"],
            "port": self.options["PORT"] or None,
            "user": self.options["USER"],
            "password": self.options["PASSWORD"] or None,
        }
        with closing(psycopg2.connect(dbname=self.first, **parameters)) as server:
            server.autocommit = True
            with server.cursor() as cursor:
                yield cursor


def _drop_database(cursor: Any, name: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    cursor.execute(drop.format(sql.Identifier(name)))


def _copy_database(cursor: Any, source: str, target: str) -> None:
    _drop_database(cursor, target)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    cursor.execute(create.format(sql.Identifier(target), sql.Identifier(source)))


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """One process of this machine at a time; the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare() -> None:
    django.setup()
    # What was loaded is of no interest between the findings of `make lint`.
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        first = copies(Path(folder), "first", Path(folder), "first")
        first.create()
        first.drop()


if __name__ == "__main__":
    _prepare()
