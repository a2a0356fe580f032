"""The worker's part, about once a second: what waits is sent, what is missing is built."""

import logging
from collections.abc import Callable
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from search import admin_search, waiting
from search.engines.elasticsearch import building, feeding, index, verifying
from search.engines.elasticsearch.client import FAILURES
from search.locking import locked
from search.models import Feed

logger = logging.getLogger(__name__)

MOST_TOLD = 20  # differences in the log
BETWEEN_VERIFICATIONS = timedelta(minutes=3)


def keep_fed() -> None:
    """Have the server hold what the database does, as far as it can be reached.

    Several workers may do so at once. What fails is noted, and tried again after a rest.
    """
    if not settings.ELASTICSEARCH_URL:
        _forget(lambda feed: True)
        return
    feed = feeding.state()
    if feeding.rests(feed):
        return
    try:
        if building.is_needed(feed):
            building.build()
        else:
            _look(feed)
            feeding.send_waiting()
            if index.is_current(feed.index) and _takes_its_turn():
                verify()
                admin_search.build_if_missing()
            admin_search.catch_up()
        feeding.succeeded(feed)
    except building.BuildingError as error:
        logger.info("%s", error)
    except feeding.MissingIndexError as error:
        feeding.failed(error)
        _forget(lambda feed: not feed.next)
    except FAILURES as error:
        feeding.failed(error)


def _look(feed: Feed) -> None:
    """Whether the index is there: where nothing waits, nobody else would notice for minutes."""
    if feed.index and not index.behind_alias():
        raise feeding.MissingIndexError("The index is gone.")


def verify() -> int:
    """Compare all documents and note those that differ; how many did."""
    differing = verifying.differing()
    for name, difference in islice(differing.items(), MOST_TOLD):
        logger.warning("Document %s (%s): %s", *name, difference)
    if len(differing) > MOST_TOLD:
        logger.warning("%s documents differ.", len(differing))
    verifying.repair(differing)
    return len(differing)


def _takes_its_turn() -> bool:
    """Whether a verification is due that no other worker has begun."""
    now = timezone.now()
    due = Feed.objects.filter(Q(verified=None) | Q(verified__lte=now - BETWEEN_VERIFICATIONS))
    # Looked up first: an update waits for whoever writes even where it changes nothing.
    return due.exists() and bool(due.update(verified=now))


def _forget(if_so: Callable[[Feed], bool]) -> None:
    """Have no index any more, if there is one that is fed."""
    feed = feeding.state()
    if (feed.index or feed.next) and if_so(feed):
        with locked():
            waiting.start_over()
