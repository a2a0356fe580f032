"""The search index: building it anew, how it is, whether it is right."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import upkeep
from search.engines import current
from search.health import health
from search.models import DirtyRecord

WIDTH = 40  # of a progress bar


class Command(BaseCommand):
    help = "Rebuilds the search index, says how it is, or compares it with the pages."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        rebuild = actions.add_parser("rebuild", help="write the whole index anew")
        rebuild.add_argument(
            "--only",
            choices=("database", "elasticsearch"),
            help="one of the two; readers never notice that Elasticsearch's is built",
        )
        actions.add_parser("status", help="say which engine answers and what it holds")
        verify = actions.add_parser(
            "verify", help="compare the index with the pages; fails where they differ"
        )
        verify.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "rebuild":
            self.rebuild(options["only"])
        elif action == "status":
            self.status()
        else:
            self.verify(repair=options["repair"])

    def rebuild(self, only: str | None) -> None:
        """Write the indexes anew.

        Raises:
            CommandError: where Elasticsearch is not used, or fails.
        """
        if only == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError("ELASTICSEARCH_URL is not set.")
        if only != "elasticsearch":
            upkeep.rebuild()
        if only != "database" and settings.ELASTICSEARCH_URL:
            from search.engines.elasticsearch import building
            from search.engines.elasticsearch.client import FAILURES

            try:
                building.build_or_wait(self.progress, self.waits)
            except FAILURES as error:
                raise CommandError(f"Elasticsearch's index was not built: {error}") from error
        self.status()

    def progress(self, done: int, total: int) -> None:
        """A bar on a terminal."""
        if self.stdout.isatty():
            full = WIDTH * done // total if total else WIDTH
            bar = "█" * full + "░" * (WIDTH - full)
            end = "\n" if done >= total else ""
            self.stdout.write(f"\r{bar} {done:,} of {total:,}", ending=end)
            self.stdout.flush()

    def waits(self) -> None:
        """Say why no bar moves."""
        self.stdout.write("Another process builds it already; this one waits until it has.")

    def status(self) -> None:
        found = health()
        numbers = {**current().status(), "changes to take in": DirtyRecord.objects.count()}
        self.stdout.write(f"engine: {found.answers}")
        for name, number in numbers.items():
            self.stdout.write(f"{name}: {number}")
        if settings.ELASTICSEARCH_URL:
            self.stdout.write(f"Elasticsearch: {found.state}")
            if found.problem:
                self.stdout.write(f"what it said last: {found.problem}")

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
        if repair:
            upkeep.repair(set(records), everything=bool(damage))
        number += self.verify_elasticsearch(repair=repair)
        if not number:
            self.stdout.write("The index holds what the pages say.")
        elif repair:
            self.stdout.write(f"{number} differences repaired.")
        else:
            raise CommandError(f"{number} differences. `--repair` mends them.")

    def verify_elasticsearch(self, *, repair: bool) -> int:
        """Print what Elasticsearch holds otherwise than the database; the number of documents.

        Raises:
            CommandError: where it has no index, or does not answer.
        """
        if not settings.ELASTICSEARCH_URL:
            return 0
        from search.engines.elasticsearch import feeding, verifying
        from search.engines.elasticsearch.client import FAILURES

        try:
            feeding.send_waiting()
            found = verifying.differing()
            for (key, language), difference in found.items():
                self.stdout.write(f"document {key} ({language}): {difference}")
            if repair:
                verifying.repair(found)
                feeding.send_waiting()
        except FAILURES as error:
            raise CommandError(f"Elasticsearch's index was not compared: {error}") from error
        return len(found)
