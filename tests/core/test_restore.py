"""An installation is saved and put back elsewhere, compared row by row and file by file."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.db import connection
from pytest_django import Settings
from wagtail.documents import get_document_model

from scripts.paths import ROOT
from tests.bench.processes import address, let_go, reports, start
from tests.core.backup_writer import HALVES, content, write
from tests.factories.pages import PracticePageFactory, section

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 4
Rows = dict[str, Counter[str]]


@pytest.fixture(autouse=True)
def source(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the installation that is saved: of this process, and of those it starts."""
    folder = tmp_path / "source"
    monkeypatch.setenv("MEYDAN_VAR", str(folder))
    settings.MEDIA_ROOT = str(folder / "test-media")
    PracticePageFactory(parent=section(), title="Dil kafeleri: مقاهي اللغة")
    for number in range(20):
        write(f"before-{number}")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the environment of an installation without anything in it says."""
    variables = {"MEYDAN_VAR": str(tmp_path / "target")}
    if connection.vendor == "sqlite":
        yield {**variables, "DATABASE_URL": f"sqlite:///{tmp_path / 'target.sqlite3'}"}
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with closing(psycopg2.connect(address())) as server:
        server.autocommit = True
        server.cursor().execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**variables, "DATABASE_URL": f"{address().rpartition('/')[0]}/{name}"}
        finally:
            server.cursor().execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` in a process of its own, by default in the installation that is saved."""
    own = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": address()}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **own, **variables},
        capture_output=True,
        text=True,
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What a command printed, having worked."""
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def rows(url: str) -> Rows:
    """Every row of every table, without Django: other connections must not decide what is seen."""
    found: Rows = {}
    file = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file) if file != url else psycopg2.connect(url)) as database:
        cursor = database.cursor()
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if file != url
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
            found[table] = Counter(repr(tuple(map(plain, row))) for row in cursor)
    return found


def plain(value: Any) -> Any:
    """A value that looks the same wherever it was read."""
    return bytes(value) if isinstance(value, memoryview) else value


def files(var: str | Path) -> dict[str, bytes]:
    """Every uploaded file of an installation."""
    folder = Path(var) / "test-media"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_is_put_back_is_what_was_saved(
    tmp_path: Path, source: Path, target: dict[str, str]
) -> None:
    before = rows(address())
    backup = said(manage("backup", tmp_path / "backups"))
    assert said(manage("verify_backup", backup)).startswith("Sound: ")
    assert "Now run `manage.py migrate`" in said(manage("restore", backup, **target))
    restored = rows(target["DATABASE_URL"])
    assert len(restored) > 100
    assert restored == before == rows(address())
    assert files(target["MEYDAN_VAR"]) == files(source)
    assert said(manage("migrate", "--check", **target)) == ""

    again = manage("restore", backup, **target)
    assert again.returncode != 0
    assert "The database has tables" in again.stderr
    assert rows(target["DATABASE_URL"]) == before


def test_beside_four_writers_nothing_is_split_or_missing(
    tmp_path: Path, source: Path, target: dict[str, str]
) -> None:
    writers = [start("tests.core.backup_writer", f"writer{number}") for number in range(WRITERS)]
    try:
        let_go(writers)
        before = rows(address())
        backup = said(manage("backup", tmp_path / "backups"))
        written = sum(report["written"] for report in reports(writers))
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    after = rows(address())
    said(manage("restore", backup, **target))
    restored = rows(target["DATABASE_URL"])

    assert written > WRITERS
    assert set(restored) == set(after)
    for table in after:
        # Writers only add, but for SQLite's own counters and word lists, which are written anew and
        # may by chance begin and end alike: what was there before is there, and nothing that was
        # never written.
        if "_fts" not in table and not before[table] - after[table]:
            assert not before[table] - restored[table], table
            assert not restored[table] - after[table], table
    pairs = Counter(row.split("'")[1] for row in restored["mail_unsubscription"].elements())
    assert set(pairs.values()) == {len(HALVES)}
    titles = {title.removesuffix("@example.org") for title in pairs}
    held, uploaded = files(target["MEYDAN_VAR"]), files(source)
    documents = set(get_document_model().objects.values_list("file", flat=True))
    assert sum(restored["core_checkeddocument"].values()) == len(titles)
    for title in titles:
        name = f"documents/{title}.txt"
        assert name in documents
        assert held[name] == content(title) == uploaded[name]
    # A file that was being written has no row yet.
    assert all(uploaded[name].startswith(text) for name, text in held.items())
