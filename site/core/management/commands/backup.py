"""`backup [FOLDER]`: database and files of the running site, as they are at one moment."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.manifest import BackupError
from core.backup.taking import take


class Command(BaseCommand):
    """Takes a backup, beside readers and writers."""

    help = "Write database and uploaded files into a new folder, while the site runs."
    # To be had where something else is wrong.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.VAR_DIR / "backups",
            help="folder in which the backup gets one of its own (default: %(default)s)",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Take it, and print where it is.

        Raises:
            CommandError: where it cannot be taken.
        """
        try:
            taken = take(folder)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(taken))
