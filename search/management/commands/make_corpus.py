"""`manage.py make_corpus`: synthetic records as pages, for trials on a development site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.synthetic import corpus


class Command(BaseCommand):
    help = (
        "Adds synthetic records, plainly marked, in sections of their own; --remove takes all "
        "of them away. Refuses outside development."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=int, default=1_000, help="pages to make (default 1000)")
        parser.add_argument("--seed", type=int, default=1, help="another one, other texts")
        parser.add_argument(
            "--remove", action="store_true", help="only remove what earlier calls have made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or remove the pages.

        Raises:
            CommandError: on a site that is no development site, or for an impossible size.
        """
        if not getattr(settings, "MEYDAN_DEMO_ALLOWED", False):
            raise CommandError(
                "Synthetic records are for trials: "
                "make_corpus runs with the settings of development and tests only."
            )
        if options["remove"]:
            self.stdout.write(f"Removed {corpus.remove()} synthetic pages.")
            return
        if not 1 <= options["size"] <= corpus.MOST:
            raise CommandError(f"--size is a number from 1 to {corpus.MOST}.")
        try:
            made = corpus.make(options["size"], options["seed"])
        except corpus.AlreadyThere:
            raise CommandError("There are synthetic records already: --remove them.") from None
        self.stdout.write(f"Made {made} synthetic pages. --remove takes them away.")
