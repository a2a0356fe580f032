"""Brings the catalogues of what the installed apps leave untranslated up to date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core import vendor_messages


class Command(BaseCommand):
    """`manage.py vendormessages`, part of `make messages`."""

    help = "Bring locale/vendor up to date with the installed apps."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the catalogues of every shipped language but the source's."""
        for language, _name in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                continue
            for domain in vendor_messages.DOMAINS:
                empty = vendor_messages.update(language, domain)
                self.stdout.write(f"{language} {domain}: {empty} messages to translate")
