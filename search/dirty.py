"""What the index has yet to take in: noted with every change, in the transaction of the change."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from search.batches import ROWS
from search.models import DirtyRecord

EVERYTHING = "all"
PAGE = "page"
# Whoever noted a change and has not taken it in by then is not coming back.
LEFT_BEHIND = timedelta(seconds=5)


def mark(keys: Collection[UUID], *, drain: bool = True) -> None:
    """Note that records have changed: searches leave them out until the index has taken them in.

    To be called in the transaction of the change. Before a change that has none: with
    `drain=False`, and once more after it.
    """
    _note([DirtyRecord(key=key) for key in set(keys)], drain=drain)


def mark_scope(scope: str, value: object = "", *, drain: bool = True) -> None:
    """Note that every record in a scope may have changed (see `DirtyRecord`).

    Which these are is found out only under the index's lock, so that none slips through that
    another transaction is about to commit. Until then searches show them as they were.
    """
    _note([DirtyRecord(scope=scope, value=str(value), hidden=False)], drain=drain)


def any_noted() -> bool:
    """Whether anything is noted. Every search asks, and nearly always nothing is.

    The ORM takes seven times as long to write the question as it takes to ask it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_dirtyrecord LIMIT 1")
        return cursor.fetchone() is not None


def _note(rows: list[DirtyRecord], *, drain: bool) -> None:
    due = timezone.now() + LEFT_BEHIND
    for row in rows:
        row.due = due
    DirtyRecord.objects.bulk_create(rows, batch_size=ROWS)
    if rows and drain and not _drain_is_planned():
        transaction.on_commit(_drain)


def _drain() -> None:
    # The drain reads pages by way of models, which load after the signals that lead here.
    from search.draining import drain

    drain()


def _drain_is_planned() -> bool:
    planned = transaction.get_connection().run_on_commit
    return any(entry[1] is _drain for entry in planned)
