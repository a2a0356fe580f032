"""Searching as the site does it: nothing shows the state it was in before its latest change."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from search.draining import drain
from search.engines import current
from search.engines.base import SearchResult
from search.models import DirtyRecord
from search.request import SearchRequest

LEFT_TO_A_REQUEST = 10  # records


def search(request: SearchRequest) -> SearchResult:
    """The result of `request`, leaving out records whose latest change is not in the index yet.

    Where a crash has left changes behind, some are taken in first.
    """
    rows = _noted()
    now = timezone.now()
    if any(due <= now for _key, _hidden, due in rows):
        drain(batches=1, records=LEFT_TO_A_REQUEST)
        rows = _noted()
    return current().search(
        request, leave_out={key for key, hidden, _due in rows if key and hidden}
    )


def _noted() -> list[tuple[UUID | None, bool, datetime]]:
    # Not cut off at any number: what lies beyond might be what must not be shown.
    return list(DirtyRecord.objects.values_list("key", "hidden", "due"))
