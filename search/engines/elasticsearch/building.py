"""Building an index beside the one that readers search, and letting it take that one's place.

From before the first document is read until readers search the new index, every change is sent
to both: nothing has to be replayed at the end, and versions decide where both ways cross.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils import timezone

from search.engines.elasticsearch import feeding, index
from search.locking import locked
from search.models import DocumentRow, Feed, Waiting

logger = logging.getLogger(__name__)

AT_ONCE = 200  # documents read together
DEAD = timedelta(minutes=2)  # after which nobody hears of a builder any more
LOOK_AGAIN = 0.5  # seconds

Progress = Callable[[int, int], object]
"""Called with the number of documents done, and of all."""


class BuildingError(Exception):
    """Another process builds the index."""


def is_needed(feed: Feed) -> bool:
    """Whether there is no complete index of the present format, and nobody builds one."""
    if feed.next:
        return not _is_being_built(feed)
    return not index.is_current(feed.index)


def build_or_wait(
    progress: Progress = lambda done, total: None, waits: Callable[[], object] = lambda: None
) -> None:
    """Build the index, or wait until another process that does it already is done.

    `waits` is called where it waits. Raises what the server fails with.
    """
    while True:
        try:
            build(progress)
            return
        except BuildingError:
            waits()
        while _is_being_built(feed := feeding.state()):
            time.sleep(LOOK_AGAIN)
        if not feed.next and index.is_current(feed.index):
            return


def build(progress: Progress = lambda done, total: None) -> None:
    """Build the index from the documents in the database.

    Raises:
        BuildingError: another process does it, or has taken over.
    """
    name = index.new_name()
    end = _begin(name)
    try:
        index.create(name)
        total, done = DocumentRow.objects.count(), 0
        progress(done, total)
        for documents in _documents(end):
            refused = [why for why in feeding.load(documents, index.next_alias()) if why]
            for why in refused:
                logger.error("Elasticsearch refuses a document: %s", why)
            done += len(documents)
            _still_ours(name)
            progress(done, max(done, total))
            if Waiting.objects.exists():
                feeding.send_waiting()
        index.switch(name)
        _finish(name)
    except BuildingError:
        raise
    except Exception:
        Feed.objects.filter(next=name).update(alive=None)
        raise
    index.delete_all_but(name)


def _is_being_built(feed: Feed) -> bool:
    return bool(feed.next and feed.alive and feed.alive >= timezone.now() - DEAD)


def _begin(name: str) -> int:
    """From now on changes are noted; whoever holds the lock has noted none and is done first.

    Returns a number that all documents there are are below, and all that will be are not.
    """
    with locked() as index_state:
        feed = feeding.state()
        if _is_being_built(feed):
            raise BuildingError(f"{feed.next} is being built.")
        if not feed.index:
            Waiting.objects.all().delete()
        feed.next, feed.alive = name, timezone.now()
        feed.save()
    return index_state.next_id


def _documents(end: int) -> Iterator[list[DocumentRow]]:
    last = -1
    rows = DocumentRow.objects.filter(id__lt=end).defer("terms", "line").order_by("id")
    while documents := list(rows.filter(id__gt=last)[:AT_ONCE]):
        yield documents
        last = documents[-1].id


def _still_ours(name: str) -> None:
    if not Feed.objects.filter(next=name).update(alive=timezone.now()):
        raise BuildingError(f"{name} is no longer wanted.")


def _finish(name: str) -> None:
    with locked():
        _still_ours(name)
        Feed.objects.update(index=name, next="", alive=None, verified=None)
