"""Sending what waits: in bulk, as often as it takes, in whatever order.

Each document carries the version of its latest change, and the server keeps the latest: what was
sent twice, or late by another worker, is refused there as a conflict, and so is taken in.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch import index
from search.engines.elasticsearch.client import SENDING, InexactError, client
from search.engines.elasticsearch.source import identity, source
from search.models import DocumentRow, Feed, Waiting
from search.waiting import acknowledge

logger = logging.getLogger(__name__)

AT_ONCE = 500  # documents
MOST_BYTES = 10_000_000  # of one request
LONGEST_REST = 60  # seconds between attempts where the server fails
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)  # of a document it refuses
LONGEST_PROBLEM = 500  # letters
CONFLICT, MALFORMED = 409, 400
# Of a request that the server is too busy for, after 2, 4, 8 … s: a build would begin again.
RETRIES = 5
# The latter where it would make one for a deletion: see `index`.
MISSING = {"index_not_found_exception", "invalid_index_name_exception"}


class MissingIndexError(InexactError):
    """The index that was to take something in is not there."""


def state() -> Feed:
    """How the server is fed."""
    return Feed.objects.first() or Feed()


def rests(feed: Feed) -> bool:
    """Whether the server is left alone, having failed."""
    return bool(feed.due and feed.due > timezone.now())


def send_waiting() -> None:
    """Send all that is due by now. Raises what the server failed with.

    What is changed meanwhile is left to the next call: people may go on publishing for ever.
    """
    due = Waiting.objects.filter(due__lte=timezone.now()).order_by("id")
    while rows := list(due[:AT_ONCE]):
        feed = state()
        if not (feed.index or feed.next):
            return
        refused: dict[int, str] = {}
        for alias, is_fed in ((index.alias(), feed.index), (index.next_alias(), feed.next)):
            if is_fed:
                refused |= _refused(rows, alias)
        acknowledge({row.pk: row.version for row in rows if row.pk not in refused})
        if refused:
            _postpone([row for row in rows if row.pk in refused], refused)


def _refused(rows: Sequence[Waiting], alias: str) -> dict[int, str]:
    """Send the present state of documents; those the server does not want, each with why."""
    documents = {(row.key, row.language): row for row in _documents(rows)}
    actions = [
        _action(row.key, row.language, row.version, documents.get((row.key, row.language)))
        for row in rows
    ]
    # Readers find it once this is acknowledged; nobody reads what is being built.
    outcomes = send(actions, alias, refresh=alias == index.alias())
    return {row.pk: why for row, why in zip(rows, outcomes, strict=True) if why}


def _documents(rows: Iterable[Waiting]) -> "Iterable[DocumentRow]":
    # After the versions: what changes in between is noted anew with the next.
    wanted = DocumentRow.objects.filter(key__in={row.key for row in rows})
    return wanted.defer("terms", "line")


def _action(key: UUID, language: str, version: int, document: DocumentRow | None) -> dict[str, Any]:
    """The document as it is to be at a version; its deletion where it is gone."""
    named = {"_id": identity(key, language), "version": version, "version_type": "external"}
    if document is None:
        return {**named, "_op_type": "delete"}
    return {**named, "_op_type": "index", "_source": source(document)}


def load(documents: Iterable[DocumentRow], alias: str) -> Iterator[str]:
    """Send documents with their versions; for each why the server does not want it, or nothing."""
    actions = (_action(row.key, row.language, row.version, row) for row in documents)
    yield from send(actions, alias, refresh=False, retries=RETRIES)


def send(
    actions: Iterable[dict[str, Any]], alias: str, *, refresh: bool, retries: int = 0
) -> Iterator[str]:
    """For each action, in order, why the server refuses it; empty where it does not.

    Raises where it does not because it cannot.
    """
    outcomes = streaming_bulk(
        client().options(request_timeout=SENDING),
        actions,
        index=alias,
        require_alias=True,
        refresh=refresh,
        chunk_size=AT_ONCE,
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
        max_retries=retries,
    )
    for _taken, item in outcomes:
        (result,) = item.values()
        yield _reason(result)


def _reason(result: Mapping[str, Any]) -> str:
    """Why the server refuses a document for good; empty where it has it, or a later one."""
    error = result.get("error")
    if not error or result["status"] == CONFLICT:
        return ""
    reason = f"{error['type']}: {error.get('reason', '')}"[:LONGEST_PROBLEM]
    if error["type"] in MISSING:
        raise MissingIndexError(reason)
    if result["status"] == MALFORMED:
        return reason
    raise InexactError(reason)


def _postpone(rows: Iterable[Waiting], refused: Mapping[int, str]) -> None:
    """Try them again later and later; a change in between is tried at once."""
    now = timezone.now()
    for row in rows:
        logger.error("Elasticsearch refuses %s: %s", row, refused[row.pk])
        wait = min(FIRST_WAIT * 2 ** min(row.attempts, 10), LONGEST_WAIT)
        same = Waiting.objects.filter(pk=row.pk, version=row.version)
        same.update(attempts=F("attempts") + 1, due=now + wait)
    Feed.objects.update(problem=next(iter(refused.values())))


def failed(error: Exception) -> datetime:
    """Note that the server has failed; until when it is left alone."""
    feed = state()
    rest = min(2**feed.attempts, LONGEST_REST)
    feed.due = timezone.now() + timedelta(seconds=rest)
    feed.attempts = min(feed.attempts + 1, 100)
    feed.problem = str(error)[:LONGEST_PROBLEM] or type(error).__name__
    if feed.attempts == 1:
        logger.warning("Elasticsearch has failed: %s", feed.problem)
    Feed.objects.update_or_create(
        pk=feed.pk,
        defaults={"due": feed.due, "attempts": feed.attempts, "problem": feed.problem},
    )
    return feed.due


def succeeded(feed: Feed) -> None:
    """Note that the server works; documents that it refuses remain a problem."""
    if feed.attempts:
        logger.warning("Elasticsearch works again.")
        Feed.objects.update(attempts=0, due=None)
    if feed.problem and not Waiting.objects.filter(attempts__gt=0).exists():
        Feed.objects.update(problem="")
