"""The background worker: queued tasks, and what is due every minute."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.dispatch import Signal

from core.signals import frequent, periodic

logger = logging.getLogger(__name__)

OFTEN = 1.0  # seconds


def do_periodic_work() -> None:
    """Publish and expire what is scheduled, then let every app do its own.

    A failing receiver is logged and keeps no other from its turn; the next minute tries again.
    """
    call_command("publish_scheduled")
    _have_done(periodic)


def do_frequent_work() -> None:
    """Let every app do what cannot wait for a minute."""
    _have_done(frequent)


def _have_done(signal: Signal) -> None:
    for receiver, outcome in signal.send_robust(sender=None):
        if isinstance(outcome, Exception):
            logger.error("Periodic work of %r failed", receiver, exc_info=outcome)


def repeat(stop: threading.Event, seconds: float, work: Callable[[], None] | None = None) -> None:
    """Do the periodic work, or another, every `seconds` until told to stop."""
    while not stop.wait(seconds):
        close_old_connections()
        try:
            (work or do_periodic_work)()
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
        for turn in ((stop, every), (stop, OFTEN, do_frequent_work)):
            threading.Thread(target=repeat, args=turn, daemon=True).start()
        try:
            call_command("db_worker", reload=False, startup_delay=False)
        finally:
            stop.set()
