"""A site's worker, with a second between rounds of periodic work: `python -m …worker_process`."""

import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Be ready, begin when told to, work until killed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.mail.worker_settings"
    django.setup()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    call_command("worker", every=1)


if __name__ == "__main__":
    main()
