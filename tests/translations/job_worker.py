"""A worker of a site, slow enough to be killed in the middle of a job.

`python -m tests.translations.job_worker SECONDS [once]`: so long each translation takes at least;
`once` ends it when nothing is queued any more.
"""

import sys
import time
from typing import Any

import django


def main(seconds: float, *how: str) -> None:
    """Be ready, begin when told to, work until killed or done."""
    django.setup()
    from django.core.management import call_command
    from django.test import override_settings

    from translations import running

    act = running.act

    def slowly(*args: Any) -> int:
        done = act(*args)
        time.sleep(seconds)  # within the transaction
        return done

    running.act = slowly  # type: ignore[assignment]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        call_command("db_worker", batch="once" in how, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
