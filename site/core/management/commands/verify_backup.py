"""`verify_backup FOLDER`: whether every byte of a backup is as it was written."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.manifest import BackupError, unknown_migrations, verified


class Command(BaseCommand):
    """Reads a backup, and changes nothing."""

    help = "Check a backup: its files, and whether this version can restore it."
    # To be had where something else is wrong.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one."""
        parser.add_argument("folder", type=Path, help="folder of the backup")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Check it, and print what it is.

        Raises:
            CommandError: where it is damaged, or of a later version.
        """
        try:
            manifest = verified(folder)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if unknown := unknown_migrations(manifest):
            raise CommandError(f"It is of a later version: {', '.join(unknown)} is unknown.")
        self.stdout.write(
            f"Sound: Meydan {manifest.version} on {manifest.vendor}, {manifest.taken_at}, "
            f"{len(manifest.entries)} files."
        )
