"""From what is fresh into the postings: some documents at once, in a moment nobody waits for.

That is the worker's; where more is published than it comes by, one publication does it for many.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from search.batches import ROWS, batches
from search.engines.database import postings
from search.engines.database.bitmaps import Stored
from search.engines.database.postings import Changes
from search.engines.database.rows import NO_TERMS, unpacked
from search.models import FreshTerms

MOST_FRESH = 64  # documents: what every process has in memory, and puts on top of what it reads
AT_ONCE = 16  # that somebody else may have to wait for


class Change(NamedTuple):
    """The terms of a document before and now, packed."""

    before: Stored = NO_TERMS
    now: Stored = NO_TERMS


def put(changes: Mapping[int, Change], version: int) -> None:
    """Take in changes, by the number of the document.

    Called by who holds the index's lock.
    """
    rows = [
        FreshTerms(document=number, version=version, posted=bytes(before), terms=now)
        for number, (before, now) in changes.items()
    ]
    FreshTerms.objects.bulk_create(
        rows,
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["document"],
        # What the postings hold has not changed since.
        update_fields=["version", "terms"],
    )
    if (surplus := FreshTerms.objects.count() - MOST_FRESH) > 0:
        merge(max(surplus, AT_ONCE))


def merge(most: int = AT_ONCE) -> int:
    """Write the terms that have waited longest into the postings; of how many documents.

    Called by who holds the index's lock, and makes a new version of the index.
    """
    oldest = list(FreshTerms.objects.order_by("version", "document")[:most])
    changes = {row.document: Change(row.posted, row.terms) for row in oldest}
    for block, weights in by_block(changes).items():
        postings.change(block, weights)
    for numbers in batches(changes):
        FreshTerms.objects.filter(document__in=numbers).delete()
    return len(oldest)


def by_block(changes: Mapping[int, Change]) -> Mapping[int, Mapping[str, Changes]]:
    """By block of postings and term the new weights by place; 0 where a term is gone."""
    weights: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for number, change in changes.items():
        block, place = divmod(number, postings.BLOCK)
        before, now = unpacked(change.before), unpacked(change.now)
        for term in before.keys() - now.keys():
            weights[block][term][place] = 0
        for term, weight in now.items():
            if before.get(term) != weight:
                weights[block][term][place] = weight
    return weights
