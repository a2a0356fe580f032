"""`restore FOLDER`: a backup put back into an installation that holds nothing yet."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.backup.manifest import BackupError
from core.backup.restoring import restore


class Command(BaseCommand):
    """Fills an empty database and empty storages."""

    help = "Fill an empty database and empty storages from a backup."
    # To be had where something else is wrong.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one."""
        parser.add_argument("folder", type=Path, help="folder of the backup")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Put it back, and print what is to be done next.

        Raises:
            CommandError: where it is refused; nothing is changed then.
        """
        try:
            manifest = restore(folder)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored what was saved on {manifest.taken_at}. "
            "Now run `manage.py migrate`, then `manage.py search_index rebuild`."
        )
