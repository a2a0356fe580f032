"""The database as one file, of one moment, beside writers; and back."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from core.backup.manifest import BackupError

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def file_name() -> str:
    """What the database is called in a backup.

    Raises:
        BackupError: for a kind of database that backups know nothing of.
    """
    if connection.vendor not in FILES:
        raise BackupError(f"Backups know SQLite and PostgreSQL, not {connection.vendor}.")
    return FILES[connection.vendor]


def dump(target: Path) -> None:
    """Write the database, as it is at one moment, into a new file.

    Raises:
        BackupError: where PostgreSQL's programs are missing, too old, or fail.
    """
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        words = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        _run("pg_dump", *words, str(connection.settings_dict["NAME"]))


def load(source: Path) -> None:
    """Fill the empty database from such a file: all of it or nothing.

    Raises:
        BackupError: as `dump` does.
    """
    if connection.vendor == "sqlite":
        _load_sqlite(source)
    else:
        words = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _run("pg_restore", *words, f"--dbname={connection.settings_dict['NAME']}", str(source))


def is_empty() -> bool:
    """Whether there is no table at all."""
    return not connection.introspection.table_names()


def _dump_sqlite(target: Path) -> None:
    # A connection of its own: one with a transaction under way would be waited for, by itself.
    path = Path(connection.settings_dict["NAME"])
    with closing(_opened(path)) as database, closing(sqlite3.connect(target)) as copy:
        # In one step: readers of a write-ahead log hold up no writer.
        database.backup(copy, pages=-1)
        # Without a log beside it, the file alone is the whole of it.
        copy.execute("PRAGMA journal_mode=DELETE")


def _load_sqlite(source: Path) -> None:
    connection.ensure_connection()
    with closing(_opened(source)) as copy:
        copy.backup(connection.connection, pages=-1)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _run(name: str, *words: str) -> None:
    program = _program(name)
    # What psql would be told: from here come the password and the certificates.
    settings = connection.settings_dict
    _words, variables = DatabaseClient.settings_to_cmd_args_env(settings, [])
    given = {"PGHOST": settings["HOST"], "PGPORT": settings["PORT"], "PGUSER": settings["USER"]}
    variables = {**(variables or {}), **{key: str(value) for key, value in given.items() if value}}
    command = [program, "--no-password", *words]
    done = subprocess.run(  # noqa: S603 - arguments of our own
        command, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    if done.returncode:
        raise BackupError(f"{name} failed: {done.stderr.decode(errors='replace').strip()}")


def _program(name: str) -> str:
    """Where the program is; it reads only servers that are no newer than itself."""
    server = connection.get_database_version()[0]
    program = shutil.which(name)
    if program is None:
        raise BackupError(f"{name} is missing: install PostgreSQL's client programs, {server} up.")
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"\d+", said)
    if found is None or int(found[0]) < server:
        raise BackupError(f"{name} is too old for the server: install version {server} or newer.")
    return program
