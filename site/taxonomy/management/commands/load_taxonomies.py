from typing import Any

from django.core.management.base import BaseCommand

from taxonomy.loading import load


class Command(BaseCommand):
    help = "Creates the languages and the shipped vocabularies that are missing; changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load()
        for language in loaded.languages:
            self.stdout.write(f"language {language}: created")
        for model, count in loaded.rows.items():
            self.stdout.write(f"{model}: {count} rows created")
        if not loaded.languages and not loaded.rows:
            self.stdout.write("All vocabularies are there already; nothing was changed.")
