"""Django's `makemessages`, told once how this project wants its catalogues."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """`manage.py makemessages` without arguments brings every shipped language up to date."""

    # A guessed translation is wrong more often than a missing one is noticed.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Keep Django's options, with other defaults."""
        super().add_arguments(parser)
        parser.set_defaults(
            ignore_patterns=["docs", "scripts", "tests", "var"],
            add_location="file",
            no_wrap=True,
            no_obsolete=True,
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the languages named up to date, all shipped ones where none is."""
        languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        super().handle(*args, **{**options, "locale": options["locale"] or languages})
