"""Putting a backup back, into an installation that holds nothing yet."""

from pathlib import Path

from django.core.files.storage import storages

from core.backup import databases, files
from core.backup.manifest import BackupError, Manifest, unknown_migrations, verified


def restore(folder: Path) -> Manifest:
    """Fill the empty database and storages from a backup; what it says of itself.

    Everything is checked before the first byte is written.

    Raises:
        BackupError: where the backup is damaged, or is not for this installation, or this is not
            empty. Nothing is changed then.
    """
    _check_empty()
    manifest = verified(folder)
    database = databases.file_name()
    if databases.FILES.get(manifest.vendor) != database:
        raise BackupError(f"The backup is of {manifest.vendor}: DATABASE_URL names another kind.")
    if unknown := unknown_migrations(manifest):
        raise BackupError(f"The backup is of a later version: {', '.join(unknown)} is unknown.")
    uploads = [entry for entry in manifest.entries if entry.path != database]
    if len(uploads) != len(manifest.entries) - 1:
        raise BackupError(f"{folder} does not hold exactly one {database}.")
    for entry in uploads:
        files.place(entry)
    with files.put_back(folder, uploads):
        databases.load(folder / database)
    return manifest


def _check_empty() -> None:
    if not databases.is_empty():
        raise BackupError("The database has tables: restore fills an empty one, before `migrate`.")
    for alias in files.aliases():
        if name := next(files.names(storages[alias]), None):
            raise BackupError(f"The storage {alias} is not empty: it has {name}.")
