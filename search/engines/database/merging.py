"""From what is fresh into the postings: many documents at once, each of their rows once."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from search.engines.database import postings
from search.engines.database.bitmaps import Stored
from search.engines.database.postings import Changes
from search.engines.database.rows import NO_TERMS, unpacked
from search.models import FreshTerms

MOST_FRESH = 64  # documents: what every process has in memory, and puts on top of what it reads


class Change(NamedTuple):
    """The terms of a document before and now, packed."""

    before: Stored = NO_TERMS
    now: Stored = NO_TERMS


def put(changes: Mapping[int, Change], version: int) -> None:
    """Take in changes, by the number of the document.

    Called by who holds the index's lock.
    """
    rows = FreshTerms.objects.filter(document__in=changes)
    posted = {row.document: row.posted for row in rows}
    changes = {
        number: Change(posted.get(number, change.before), change.now)
        for number, change in changes.items()
    }
    others = FreshTerms.objects.exclude(document__in=changes)
    if others.count() + len(changes) > MOST_FRESH:
        waiting = {row.document: Change(row.posted, row.terms) for row in others}
        for block, weights in by_block(waiting | changes).items():
            postings.change(block, weights)
        FreshTerms.objects.all().delete()
        return
    FreshTerms.objects.bulk_create(
        [
            FreshTerms(document=number, version=version, posted=bytes(before), terms=now)
            for number, (before, now) in changes.items()
        ],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["version", "terms"],
    )


def by_block(changes: Mapping[int, Change]) -> Mapping[int, Mapping[str, Changes]]:
    """By block of postings and term the new weights by place; 0 where a term is gone."""
    weights: dict[int, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for number, change in changes.items():
        number, place = divmod(number, postings.BLOCK)
        before, now = unpacked(change.before), unpacked(change.now)
        for term in before.keys() - now.keys():
            weights[number][term][place] = 0
        for term, weight in now.items():
            if before.get(term) != weight:
                weights[number][term][place] = weight
    return weights
