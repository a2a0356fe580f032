"""Searching as the site does it: nothing shows the state it was in before its latest change."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from search.batches import batches
from search.dirty import any_noted
from search.draining import drain
from search.engines import current
from search.engines.base import Line, SearchResult
from search.models import DirtyRecord, DocumentRow, Waiting
from search.request import SearchRequest
from search.spelling import as_written

LEFT_TO_A_REQUEST = 10  # records
READ_TO_SPELL = 5  # records

# The record, if it is one, whether searches leave it out, and when it should be taken in.
Noted = tuple[UUID | None, bool, datetime]


def search(request: SearchRequest) -> SearchResult:
    """The result of `request`, leaving out records whose latest change is not in the index yet.

    Where a crash has left changes behind, some are taken in first.
    """
    left_out = _left_out()
    result = replace(current().search(request, leave_out=left_out), left_out=left_out)
    if result.suggestion:
        better = replace(request, text=result.suggestion, page=1, page_size=READ_TO_SPELL)
        return replace(result, suggestion=_spelt(better, request.text, left_out))
    return result


def _spelt(better: SearchRequest, asked: str, left_out: Collection[UUID]) -> str:
    """The text of a better request as the first records that it finds spell it."""
    hits = current().search(better, leave_out=left_out).hits
    shown = {(hit.line["id"], hit.line["language"]) for hit in hits}
    rows = DocumentRow.objects.filter(key__in=[id for id, _language in shown])
    texts = [
        text
        for key, language, texts in rows.values_list("key", "language", "texts")
        if (str(key), language) in shown
        for text in texts.values()
    ]
    return as_written(better.text, asked, texts)


def totals(requests: Collection[SearchRequest], *, beside: SearchResult | None = None) -> list[int]:
    """How many results each of some requests has; those to be shown `beside` a result fit it."""
    left_out = beside.left_out if beside else _left_out()
    return [current().total(request, leave_out=left_out) for request in requests]


def all_lines(request: SearchRequest) -> Iterator[list[Line]]:
    """The lines of all results of `request`, in order and in batches, whatever its page.

    For each batch it is asked anew what must not be shown: reading them all takes time.
    """
    found = current().iter_keys(request, leave_out=_left_out())
    for batch in batches(found):
        hidden = _hidden(_noted())
        yield [line for line in batch if UUID(line["id"]) not in hidden]


def beginning(text: str, language: str, limit: int) -> list[Line]:
    """Records whose title, or a name in them, holds the words typed; the last may be unfinished."""
    return current().suggest(text, language, limit, leave_out=_left_out())


def version() -> int | None:
    """The index's version; None while a change waits to be taken in, by whichever engine."""
    waits = any_noted() or (settings.ELASTICSEARCH_URL and Waiting.objects.exists())
    return None if waits else current().version()


def _left_out() -> set[UUID]:
    """The records that must not be shown as the index has them."""
    rows = _noted()
    now = timezone.now()
    if any(due <= now for _key, _hidden, due in rows):
        # A reader never waits for those who write: what is not taken in is left out.
        drain(batches=1, records=LEFT_TO_A_REQUEST, wait=False)
        rows = _noted()
    return _hidden(rows)


def _hidden(rows: list[Noted]) -> set[UUID]:
    return {key for key, hidden, _due in rows if key and hidden}


def _noted() -> list[Noted]:
    """All that searches leave out, and one row that is overdue, if any is.

    Not cut off at any number: what lies beyond might be what must not be shown.
    """
    if not any_noted():
        return []
    overdue = DirtyRecord.objects.filter(due__lte=timezone.now()).order_by("id")[:1]
    noted = DirtyRecord.objects.filter(Q(hidden=True) | Q(pk__in=overdue.values("pk")))
    return list(noted.values_list("key", "hidden", "due"))
