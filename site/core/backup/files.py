"""Uploaded files, through the storages of the site, wherever these keep them."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

from core.backup.manifest import BackupError, Entry, is_plain

FOLDER = "files"
CHUNK = 1024 * 1024  # bytes in memory at a time
# Built from the code by `collectstatic`.
LEFT_OUT = "staticfiles"


def aliases() -> list[str]:
    """The storages whose files belong to the installation."""
    return [alias for alias in settings.STORAGES if alias != LEFT_OUT]


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file of a storage, by the name it has there."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was written to it yet, or it has just gone
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from names(storage, f"{folder}{name}/")


def place(entry: Entry) -> tuple[str, str]:
    """The storage of a file of a backup, and its name there.

    Raises:
        BackupError: where it is for no storage of this site.
    """
    folder, _slash, rest = entry.path.partition("/")
    alias, _slash, name = rest.partition("/")
    if folder != FOLDER or alias not in aliases() or not name:
        raise BackupError(f"{entry.path} is for a storage that the settings here do not name.")
    return alias, name


@dataclass
class Copies:
    """The files that a backup holds. To be collected before the database is copied, and again:
    whatever a row names was there at one of the two times, unless it was made and deleted between.
    """

    folder: Path
    _stamps: dict[str, Any] = field(default_factory=dict)
    _entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def entries(self) -> list[Entry]:
        """What was copied."""
        return list(self._entries.values())

    def collect(self) -> None:
        """Copy what is new or changed; what was deleted since the last time stays in the copy.

        Raises:
            BackupError: for a name that could not be put back.
        """
        for alias in aliases():
            for name in names(storages[alias]):
                path = f"{FOLDER}/{alias}/{name}"
                if not is_plain(path):
                    raise BackupError(f"The storage {alias} has a file with a bad name: {name!r}")
                try:
                    self._copy(storages[alias], name, path)
                except FileNotFoundError:  # deleted in the meantime
                    continue

    def _copy(self, storage: Storage, name: str, path: str) -> None:
        # Taken before it is read: what is written on after that has another one next time.
        stamp = (storage.size(name), storage.get_modified_time(name))
        if self._stamps.get(path) == stamp:
            return
        with storage.open(name) as source:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            self._entries[path] = _copied(source, self.folder, path)
        self._stamps[path] = stamp


def _copied(source: Any, folder: Path, path: str) -> Entry:
    total, size = hashlib.sha256(), 0
    with (folder / path).open("wb") as copy:
        while piece := source.read(CHUNK):
            total.update(piece)
            size += copy.write(piece)
        sync(copy)
    return Entry(path, size, total.hexdigest())


def sync(file: BinaryIO) -> None:
    """Wait until the disk has what was written."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def put_back(folder: Path, entries: list[Entry]) -> Iterator[None]:
    """The files of a backup in the storages, which were empty; gone again where the block fails.

    Raises:
        BackupError: where a storage calls a file otherwise than the rows do.
    """
    written: list[tuple[Storage, str]] = []
    try:
        for entry in entries:
            alias, name = place(entry)
            written.append((storages[alias], name))
            with (folder / entry.path).open("rb") as source:
                saved = storages[alias].save(name, File(source))
            if saved != name:
                written.append((storages[alias], saved))
                raise BackupError(f"The storage {alias} calls {name} {saved}.")
        yield
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
