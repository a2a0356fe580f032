"""A site's workers, begun as often as is asked for: see `processes.workshop`.

Whatever a worker needs is imported once. They have a second between rounds of periodic work.
"""

import os
import signal
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Be ready, begin a worker for each line, and say its number."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.site_worker_settings"
    django.setup()
    # The system takes those away that were killed.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for _line in sys.stdin:
        if worker := os.fork():
            sys.stdout.write(f"{worker}\n")
            sys.stdout.flush()
        else:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            call_command("worker", every=1)


if __name__ == "__main__":
    main()
