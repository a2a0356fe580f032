"""Taking a backup of the running installation."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import storages

from core.backup import databases, manifest
from core.backup.files import Copies, aliases, sync
from core.backup.manifest import BackupError, Entry

UNFINISHED = ".unfinished"


def take(into: Path) -> Path:
    """A new backup in a folder: its own folder, which has its name only when it is complete.

    Raises:
        BackupError: where none can be made; nothing of it stays then.
    """
    _check_place(into)
    database = databases.file_name()
    finished = into.resolve() / f"meydan-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    folder = finished.with_name(finished.name + UNFINISHED)
    if finished.exists() or folder.exists():
        raise BackupError(f"{finished} exists.")
    into.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)  # it holds what only few may read
    try:
        _fill(folder, database)
    except BaseException:
        shutil.rmtree(folder)
        raise
    folder.rename(finished)
    _sync_folder(finished.parent)
    return finished


def _check_place(into: Path) -> None:
    """Not where uploads are: the next backup would hold this one, and the web server serve it."""
    for alias in aliases():
        try:
            uploads = Path(storages[alias].path("")).resolve()
        except NotImplementedError:  # elsewhere than in the file system
            continue
        if into.resolve().is_relative_to(uploads):
            raise BackupError(f"{into} is among the files of the storage {alias}.")


def _fill(folder: Path, database: str) -> None:
    migrations = manifest.applied_migrations()
    copies = Copies(folder)
    copies.collect()
    databases.dump(folder / database)
    copies.collect()
    if migrations != manifest.applied_migrations():
        raise BackupError("The database was migrated in the meantime: take the backup again.")
    path = folder / database
    with path.open("rb+") as file:
        sync(file)
    first = Entry(database, path.stat().st_size, manifest.digest(path))
    manifest.new([first, *copies.entries], migrations).write(folder)
    for place, _folders, _files in os.walk(folder):
        _sync_folder(Path(place))


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
