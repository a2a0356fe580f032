"""`manage.py load_demo`: demonstration content and accounts, for development only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demonstration.accounts import table
from home.demonstration.errors import DemonstrationError
from home.demonstration.load import load


class Command(BaseCommand):
    """Adds what is missing of the demonstration content; what is there stays as it is."""

    help = "Load the demonstration content and accounts. Refuses outside development."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="Only print the accounts and their passwords."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "MEYDAN_DEMO_ALLOWED", False):
            raise CommandError(
                "The demonstration accounts have public passwords: "
                "load_demo runs with the settings of development and tests only."
            )
        if options["accounts"]:
            self.stdout.write(table())
            return
        try:
            loaded = load()
        except DemonstrationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Created {loaded.records} records, {loaded.translations} translations "
            f"and {loaded.accounts} accounts."
        )
