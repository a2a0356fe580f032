"""The one lock that everybody who writes the index takes before anything else."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from search.models import IndexState

# As SQLite and PostgreSQL name it.
BUSY = ("SQLITE_BUSY", "55P03")


class HeldElsewhereError(Exception):
    """Somebody else is writing the index at present."""


@contextmanager
def locked(*, wait: bool = True) -> Iterator[IndexState]:
    """A transaction that holds the index's state alone until it ends.

    On SQLite the transaction itself locks (`transaction_mode=IMMEDIATE`), on PostgreSQL the row is.

    Raises:
        HeldElsewhereError: it is held by somebody else, and `wait` is false.
    """
    try:
        with _patience(wait=wait), transaction.atomic():
            yield _state(wait=wait)
    except OperationalError as error:
        cause = error.__cause__
        code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
        if wait or code not in BUSY:
            raise
        raise HeldElsewhereError from error


def _state(*, wait: bool) -> IndexState:
    states = IndexState.objects.select_for_update(nowait=not wait)
    state = states.first()
    if state is None:
        IndexState.objects.bulk_create([IndexState()], ignore_conflicts=True)
        state = states.get()
    return state


@contextmanager
def _patience(*, wait: bool) -> Iterator[None]:
    """SQLite is told before the transaction begins, for which it waits."""
    if wait or connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        milliseconds = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
