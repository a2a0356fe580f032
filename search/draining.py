"""Taking changes into the index: after a commit, and whatever was left behind by a crash."""

import logging
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from core import content
from search import dirty
from search.batches import ROWS
from search.documents import record_documents
from search.engines import current
from search.locking import HeldElsewhereError, locked
from search.models import DirtyRecord, IndexState
from search.records import at_and_below, keys_of, published

logger = logging.getLogger(__name__)

RECORDS = 50  # in one transaction
BATCHES = 20  # after a commit; the rest is the worker's, so that no response waits for thousands
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)


def drain(*, batches: int = BATCHES, records: int = RECORDS, wait: bool = True) -> None:
    """Take in what has changed, each batch in a short transaction of its own.

    Never raises: what fails is logged and stays noted, to be tried again later and alone. With
    `wait` false it is left to others where one of them is writing.
    """
    try:
        for _ in range(batches):
            if not (_ready().exists() and _take_in_batch(records, wait=wait)):
                return
    except HeldElsewhereError:
        logger.info("Changes are left to whoever writes the search index at present.")
    except Exception:
        logger.exception("Changes could not be taken into the search index.")


def left_behind() -> bool:
    """Whether there is a change that nobody has taken in although it was due."""
    return DirtyRecord.objects.filter(due__lte=timezone.now()).exists()


def keep_up() -> None:
    """What the worker does about once a minute."""
    _turn_year()
    if left_behind():
        drain()
    current().keep_up()


def _turn_year() -> None:
    """Ongoing records count under every year to the present one."""
    year = date.today().year
    if IndexState.objects.filter(year=year).exists():
        return
    with locked() as state:
        if state.year != year:
            state.year = year
            state.save(update_fields=["year"])
            dirty.mark_scope(dirty.EVERYTHING, drain=False)


def _ready() -> QuerySet[DirtyRecord]:
    """New changes, then those that failed before and have waited; what searches miss first."""
    ready = DirtyRecord.objects.filter(Q(attempts=0) | Q(due__lte=timezone.now()))
    return ready.order_by("attempts", "-hidden", "id")


def _take_in_batch(records: int, *, wait: bool) -> bool:
    """Whether there was anything to take in."""
    rows: list[DirtyRecord] = []
    try:
        with locked(wait=wait):
            rows = _batch(records)
            _widen(row for row in rows if row.scope)
            if keys := {row.key for row in rows if row.key}:
                current().replace(record_documents(keys))
            DirtyRecord.objects.filter(pk__in=[row.pk for row in rows]).delete()
            content.renew()
    except Exception:
        if not rows:
            raise
        logger.exception("Changes could not be taken in: %s", ", ".join(map(str, rows)))
        _postpone(rows)
    return bool(rows)


def _batch(records: int) -> list[DirtyRecord]:
    rows = list(_ready()[:records])
    # Of several that failed together one alone may be at fault.
    return rows[:1] if rows and rows[0].attempts else [row for row in rows if not row.attempts]


def _postpone(rows: Iterable[DirtyRecord]) -> None:
    now = timezone.now()
    for row in rows:
        wait = min(FIRST_WAIT * 2 ** min(row.attempts - 1, 10), LONGEST_WAIT)
        row.due = now + wait if row.attempts else now
        row.attempts = min(row.attempts + 1, 100)
    DirtyRecord.objects.bulk_update(rows, ["due", "attempts"])


def _widen(scopes: Iterable[DirtyRecord]) -> None:
    """Note each record in the scopes; the batches that follow take them in."""
    keys: set[UUID] = set()
    for row in scopes:
        keys |= _keys_in(row.scope, row.value)
    now = timezone.now()
    DirtyRecord.objects.bulk_create(
        [DirtyRecord(key=key, hidden=False, due=now) for key in keys], batch_size=ROWS
    )


def _keys_in(scope: str, value: str) -> set[UUID]:
    if scope == dirty.PAGE:
        return at_and_below(int(value))
    if scope == dirty.EVERYTHING:
        return keys_of(published()) | current().keys()
    return current().keys(scope, value)
