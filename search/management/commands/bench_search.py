"""`manage.py bench_search`: the search engine measured beside others, on scratch databases."""

import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Measures the search engine beside others. Touches no site's data; see --help."

    def run_from_argv(self, argv: list[str]) -> None:
        """Leave the words of the command line to the benchmark, which lives with the tests."""
        try:
            self.handle(*argv[2:])
        except CommandError as error:
            self.stderr.write(str(error))
            sys.exit(error.returncode)

    def handle(self, *words: str, **options: Any) -> None:
        """Run the benchmark in a process with settings of its own.

        Raises:
            CommandError: where it fails, or two engines gave different answers.
        """
        if find_spec("tantivy") is None:
            raise CommandError("The benchmark needs the development dependencies: `make test`.")
        command = [sys.executable, "-m", "tests.bench", *words]
        status = subprocess.run(command, cwd=settings.BASE_DIR).returncode  # noqa: S603 - our own
        if status:
            raise CommandError("The benchmark failed.", returncode=status)
