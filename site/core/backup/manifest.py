"""What a backup says of itself, and whether it is what it says."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "meydan.json"


class BackupError(Exception):
    """Why a backup cannot be made, or is not to be trusted: a sentence for who runs the site."""


@dataclass(frozen=True)
class Entry:
    """A file of the backup: its path in it, its bytes, and their SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Everything a backup holds. `migrations` is the newest one of each app."""

    version: str
    vendor: str
    taken_at: str
    migrations: dict[str, str]
    entries: tuple[Entry, ...]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write it into the backup, the last of its files."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a backup.

        Raises:
            BackupError: where there is none that this version can read.
        """
        try:
            given: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if given["format"] != FORMAT:
                raise BackupError(f"{folder} has the format {given['format']}, unknown here.")
            entries = tuple(Entry(**entry) for entry in given.pop("entries"))
            return cls(**given, entries=entries)
        except FileNotFoundError:
            raise BackupError(f"{folder} is no finished backup: it has no {NAME}.") from None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError(f"{NAME} in {folder} cannot be read: {error}.") from None

    def faults(self, folder: Path) -> Iterator[str]:
        """What is wrong with the files of the backup, one sentence each."""
        for entry in self.entries:
            path = folder / entry.path
            if not is_plain(entry.path) or path.resolve() != folder.resolve() / entry.path:
                yield f"{entry.path} leads out of the backup."
            elif not path.is_file():
                yield f"{entry.path} is missing."
            elif path.stat().st_size != entry.size or digest(path) != entry.sha256:
                yield f"{entry.path} is not what was saved."


def verified(folder: Path) -> Manifest:
    """The manifest of a backup whose every byte is as it was written.

    Raises:
        BackupError: otherwise.
    """
    manifest = Manifest.read(folder)
    if faults := list(manifest.faults(folder)):
        raise BackupError("\n".join([f"{folder} is damaged:", *faults]))
    return manifest


def new(entries: list[Entry], migrations: dict[str, str]) -> Manifest:
    """The manifest of a backup of this installation that is finished now."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return Manifest(
        version=project["project"]["version"],
        vendor=connection.vendor,
        taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
        migrations=migrations,
        entries=tuple(entries),
    )


def applied_migrations() -> dict[str, str]:
    """The newest migration of each app in the database."""
    rows = MigrationRecorder(connection).migration_qs.order_by("pk")
    return dict(rows.values_list("app", "name"))


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Those of a backup that this code does not have, as `app.name`."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    applied = manifest.migrations.items()
    return [f"{app}.{name}" for app, name in applied if (app, name) not in known]


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_plain(name: str) -> bool:
    """Whether a path leads from a folder down to a file, as everybody would read it."""
    parts = name.split("/")
    return not {"", ".", ".."} & set(parts) and "\\" not in name and "\0" not in name
