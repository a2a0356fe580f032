"""What a backup holds, when none is made, and what restoring refuses before it writes a byte."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from core.backup import databases, manifest, restoring, taking
from core.backup.files import put_back
from core.backup.manifest import BackupError, Manifest

pytestmark = pytest.mark.django_db
NAMES = ["documents/plan.pdf", "images/été بلدية.png", "top.txt"]


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Settings) -> Path:
    """Two storages of this test's own, the first with a few files."""
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        "default": {"BACKEND": backend},
        "private": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "private")}},
        "staticfiles": settings.STORAGES["staticfiles"],
    }
    settings.MEDIA_ROOT = str(tmp_path / "media")
    for name in NAMES:
        storages["default"].save(name, ContentFile(name.encode() * 100))
    storages["private"].save("held.pdf", ContentFile(b"held"))
    return tmp_path / "media"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of that."""
    call_command("backup", tmp_path / "backups", stdout=open(os.devnull, "w"))  # noqa: SIM115
    [folder] = (tmp_path / "backups").iterdir()
    return folder


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, uploads: Path) -> list[Path]:
    """An installation with nothing in it; the databases it was filled from."""
    filled: list[Path] = []
    monkeypatch.setattr(databases, "is_empty", lambda: True)
    monkeypatch.setattr(databases, "load", filled.append)
    clear()
    return filled


def clear() -> None:
    for name in NAMES:
        storages["default"].delete(name)
    storages["private"].delete("held.pdf")


def present() -> list[str]:
    """The files of the installation."""
    found = [name for name in NAMES if storages["default"].exists(name)]
    return found + [name for name in ("held.pdf",) if storages["private"].exists(name)]


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change what a backup says of itself."""
    path = folder / manifest.NAME
    given = json.loads(path.read_text(encoding="utf-8"))
    change(given)
    path.write_text(json.dumps(given), encoding="utf-8")


class TestTaking:
    def test_everything_but_what_the_code_makes_is_in_it(self, backup: Path) -> None:
        held = {entry.path: entry for entry in Manifest.read(backup).entries}
        files = [f"files/default/{name}" for name in NAMES]
        assert set(held) == {databases.file_name(), *files, "files/private/held.pdf"}
        for name in NAMES:
            path = backup / "files/default" / name
            assert path.read_bytes() == name.encode() * 100
            assert held[f"files/default/{name}"].size == len(name.encode()) * 100
        assert (backup / databases.file_name()).stat().st_size > 100_000

    def test_it_says_of_what_it_is(self, backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
        said = Manifest.read(backup)
        assert said.vendor == connection.vendor
        assert said.migrations == manifest.applied_migrations()
        assert "core" in said.migrations
        call_command("verify_backup", backup)
        assert "Sound: Meydan 0.1.0" in capsys.readouterr().out

    def test_nobody_else_may_read_it(self, backup: Path) -> None:
        assert backup.stat().st_mode & 0o077 == 0

    def test_files_that_come_change_and_go_meanwhile(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uploads: Path
    ) -> None:
        def dump(target: Path) -> None:
            target.write_bytes(b"rows")
            storages["default"].save("documents/new.pdf", ContentFile(b"new"))
            (uploads / "top.txt").write_bytes(b"changed")
            storages["default"].delete("documents/plan.pdf")

        monkeypatch.setattr(databases, "dump", dump)
        folder = taking.take(tmp_path / "backups")
        held = folder / "files/default"
        assert (held / "documents/new.pdf").read_bytes() == b"new"
        assert (held / "top.txt").read_bytes() == b"changed"
        assert (held / "documents/plan.pdf").exists()
        assert list(Manifest.read(folder).faults(folder)) == []

    def test_one_that_fails_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def dump(target: Path) -> None:
            target.write_bytes(b"half")
            raise BackupError("The disk is full.")

        monkeypatch.setattr(databases, "dump", dump)
        with pytest.raises(CommandError, match="The disk is full"):
            call_command("backup", tmp_path / "backups")
        assert list((tmp_path / "backups").iterdir()) == []

    def test_it_has_its_name_only_when_it_is_complete(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[Path] = []

        def dump(target: Path) -> None:
            target.write_bytes(b"rows")
            seen.append(target.parent)

        monkeypatch.setattr(databases, "dump", dump)
        taken = taking.take(tmp_path / "backups")
        assert seen == [taken.with_name(f"{taken.name}.unfinished")]

    def test_a_migration_meanwhile_is_noticed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        states = iter([{"core": "0001_initial"}, {"core": "0002_more"}])
        monkeypatch.setattr(manifest, "applied_migrations", lambda: next(states))
        with pytest.raises(BackupError, match="migrated in the meantime"):
            taking.take(tmp_path / "backups")

    def test_none_is_made_among_the_uploads(self, uploads: Path) -> None:
        with pytest.raises(CommandError, match="among the files of the storage default"):
            call_command("backup", uploads / "backups")


class TestDamage:
    def refused(self, folder: Path, filled: list[Path]) -> str:
        """What both commands say of a backup; nothing was written."""
        with pytest.raises(CommandError) as refusal:
            call_command("restore", folder)
        with pytest.raises(CommandError):
            call_command("verify_backup", folder)
        assert filled == []
        assert present() == []
        return str(refusal.value)

    def test_another_byte(self, backup: Path, empty: list[Path]) -> None:
        path = backup / "files/default/top.txt"
        path.write_bytes(b"X" + path.read_bytes()[1:])
        assert "top.txt is not what was saved" in self.refused(backup, empty)

    def test_a_byte_less(self, backup: Path, empty: list[Path]) -> None:
        path = backup / databases.file_name()
        path.write_bytes(path.read_bytes()[:-1])
        assert f"{path.name} is not what was saved" in self.refused(backup, empty)

    def test_a_file_less(self, backup: Path, empty: list[Path]) -> None:
        (backup / "files/private/held.pdf").unlink()
        assert "files/private/held.pdf is missing" in self.refused(backup, empty)

    def test_half_a_backup(self, backup: Path, empty: list[Path]) -> None:
        (backup / manifest.NAME).unlink()
        assert "is no finished backup" in self.refused(backup, empty)

    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1, "entries": [{}]}'])
    def test_a_manifest_that_is_none(self, backup: Path, empty: list[Path], text: str) -> None:
        (backup / manifest.NAME).write_text(text)
        assert "cannot be read" in self.refused(backup, empty)

    def test_another_format(self, backup: Path, empty: list[Path]) -> None:
        rewrite(backup, lambda given: given.update(format=2))
        assert "the format 2, unknown here" in self.refused(backup, empty)

    @pytest.mark.parametrize(
        "path",
        [
            "/etc/hostname",
            "files/default/../../../outside.txt",
            "files/default/./top.txt",
            "files//default/top.txt",
            "files/default/a\\..\\b",
            "files/default/a\0b",
            "",
        ],
    )
    def test_paths_that_lead_elsewhere(self, backup: Path, empty: list[Path], path: str) -> None:
        (backup.parent / "outside.txt").write_bytes(b"outside")
        rewrite(backup, lambda given: given["entries"][1].update(path=path))
        assert "leads out of the backup" in self.refused(backup, empty)

    @pytest.mark.parametrize("linked", ["files/default/top.txt", "files/default"])
    def test_links(self, backup: Path, empty: list[Path], linked: str) -> None:
        path, outside = backup / linked, backup.parent / "outside"
        path.rename(outside)
        path.symlink_to(outside)
        assert "leads out of the backup" in self.refused(backup, empty)


class TestRefusals:
    def refused(self, folder: Path, before: list[str]) -> str:
        with pytest.raises(CommandError) as refusal:
            call_command("restore", folder)
        assert present() == before
        return str(refusal.value)

    def test_a_database_that_is_not_empty(self, backup: Path) -> None:
        clear()
        assert "The database has tables" in self.refused(backup, [])

    def test_a_storage_that_is_not_empty(self, backup: Path, empty: list[Path]) -> None:
        storages["private"].save("held.pdf", ContentFile(b"mine"))
        assert "The storage private is not empty" in self.refused(backup, ["held.pdf"])
        assert storages["private"].open("held.pdf").read() == b"mine"

    def test_another_kind_of_database(self, backup: Path, empty: list[Path]) -> None:
        other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
        rewrite(backup, lambda given: given.update(vendor=other))
        assert f"The backup is of {other}" in self.refused(backup, [])

    @pytest.mark.parametrize("migration", [("core", "9999_later"), ("calls", "0001_initial")])
    def test_a_later_version(
        self, backup: Path, empty: list[Path], migration: tuple[str, str]
    ) -> None:
        rewrite(backup, lambda given: given["migrations"].update([migration]))
        assert f"{migration[0]}.{migration[1]} is unknown" in self.refused(backup, [])
        with pytest.raises(CommandError, match="of a later version"):
            call_command("verify_backup", backup)

    def test_a_storage_that_is_unknown_here(
        self, backup: Path, empty: list[Path], settings: Settings
    ) -> None:
        settings.STORAGES = {name: settings.STORAGES[name] for name in ("default", "staticfiles")}
        with pytest.raises(CommandError, match=r"private/held\.pdf is for a storage"):
            call_command("restore", backup)
        assert empty == []

    def test_a_backup_without_its_database(self, backup: Path, empty: list[Path]) -> None:
        rewrite(backup, lambda given: given["entries"].pop(0))
        assert "does not hold exactly one" in self.refused(backup, [])


class TestRestoring:
    def test_files_are_as_they_were(self, backup: Path, empty: list[Path]) -> None:
        call_command("restore", backup)
        assert empty == [backup / databases.file_name()]
        assert present() == [*NAMES, "held.pdf"]
        for name in NAMES:
            assert storages["default"].open(name).read() == name.encode() * 100

    def test_a_database_that_fails_leaves_nothing(
        self, backup: Path, empty: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(source: Path) -> None:
            assert present() == [*NAMES, "held.pdf"]
            raise BackupError("pg_restore failed.")

        monkeypatch.setattr(databases, "load", fail)
        with pytest.raises(BackupError):
            restoring.restore(backup)
        assert present() == []

    def test_a_storage_with_names_of_its_own_is_refused(
        self, backup: Path, empty: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        storage = type(storages["default"])
        monkeypatch.setattr(storage, "get_available_name", lambda self, name, max_length: "x.txt")
        entries = [one for one in Manifest.read(backup).entries if one.path.startswith("files/")]
        with pytest.raises(BackupError, match=r"calls .* x\.txt"), put_back(backup, entries):
            raise AssertionError
        assert not storages["default"].exists("x.txt")


class TestPrograms:
    """Without PostgreSQL's own programs, or with old ones, a sentence says what to install."""

    @pytest.fixture(autouse=True)
    def server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = {"NAME": "x", "HOST": "", "PORT": "", "USER": "", "OPTIONS": {}}
        server = SimpleNamespace(
            vendor="postgresql",
            get_database_version=lambda: (16, 3),
            settings_dict=settings,
        )
        monkeypatch.setattr(databases, "connection", server)

    def test_missing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(BackupError, match=r"pg_dump is missing: install .* 16"):
            databases.dump(tmp_path / "x")

    @pytest.mark.parametrize(
        ("version", "said"), [("15.8", "too old for the server"), ("16.1", "no such database")]
    )
    def test_old_or_failing(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: str, said: str
    ) -> None:
        program = tmp_path / "pg_restore"
        program.write_text(
            f'#!/bin/sh\ncase "$1" in --version) echo "pg_restore (PostgreSQL) {version}";;\n'
            "*) echo no such database >&2; exit 1;; esac\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(BackupError, match=said):
            databases.load(tmp_path / "x")
