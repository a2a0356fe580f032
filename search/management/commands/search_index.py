"""The search index: building it anew, how it is, whether it is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import upkeep
from search.engines import current
from search.models import DirtyRecord


class Command(BaseCommand):
    help = "Rebuilds the search index, says how it is, or compares it with the pages."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("rebuild", help="write the whole index anew")
        actions.add_parser("status", help="say which engine answers and what it holds")
        verify = actions.add_parser(
            "verify", help="compare the index with the pages; fails where they differ"
        )
        verify.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "rebuild":
            upkeep.rebuild()
            self.status()
        elif action == "status":
            self.status()
        else:
            self.verify(repair=options["repair"])

    def status(self) -> None:
        numbers = {**current().status(), "changes to take in": DirtyRecord.objects.count()}
        self.stdout.write(f"engine: {current().name}")
        for name, number in numbers.items():
            self.stdout.write(f"{name}: {number}")

    def verify(self, *, repair: bool) -> None:
        """Print each difference.

        Raises:
            CommandError: where there is one, unless it was repaired.
        """
        records = upkeep.differing_records()
        damage = upkeep.contradictions()
        for key, difference in records.items():
            self.stdout.write(f"record {key}: {difference}")
        for contradiction in damage:
            self.stdout.write(contradiction)
        number = len(records) + len(damage)
        if not number:
            self.stdout.write("The index holds what the pages say.")
        elif repair:
            upkeep.repair(set(records), everything=bool(damage))
            self.stdout.write(f"{number} differences repaired.")
        else:
            raise CommandError(f"{number} differences. `--repair` mends them.")
