"""The background worker: queued tasks, and what is due every minute."""

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from core.signals import periodic

logger = logging.getLogger(__name__)


def do_periodic_work() -> None:
    """Publish and expire what is scheduled, then let every app do its own.

    A failing receiver is logged and keeps no other from its turn; the next minute tries again.
    """
    call_command("publish_scheduled")
    for receiver, outcome in periodic.send_robust(sender=None):
        if isinstance(outcome, Exception):
            logger.error("Periodic work of %r failed", receiver, exc_info=outcome)


def repeat(stop: threading.Event, seconds: float) -> None:
    """Do the periodic work every `seconds` until told to stop."""
    while not stop.wait(seconds):
        close_old_connections()
        try:
            do_periodic_work()
        except Exception:
            logger.exception("Periodic work failed; it is tried again in %s seconds", seconds)
        finally:
            close_old_connections()


class Command(BaseCommand):
    """Run django-tasks' database worker with the periodic work beside it."""

    help = "Work off queued tasks, publish what is scheduled, keep the search index complete."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare how often the periodic work is done."""
        parser.add_argument(
            "--every", type=float, default=60.0, help="seconds between rounds of periodic work"
        )

    def handle(self, *args: Any, every: float, **options: Any) -> None:
        """Work until stopped by SIGINT or SIGTERM."""
        stop = threading.Event()
        threading.Thread(target=repeat, args=(stop, every), daemon=True).start()
        try:
            call_command("db_worker", reload=False, startup_delay=False)
        finally:
            stop.set()
