"""How many of some documents carry each value of a facet."""

from collections.abc import Collection
from itertools import compress
from typing import Any

from numpy.typing import NDArray
from pyroaring import BitMap

from search.document import SHOWN_IN
from search.engines.database.snapshot import Snapshot

# So many documents are counted one by one, from the table; of more, each value's set is cut with
# theirs: a set costs as much as some 50 documents.
MOST_ROWS = 15_000
ROWS_A_SET = 50

Counts = dict[str, dict[str, int]]


def counts(snapshot: Snapshot, language: str, documents: BitMap, facets: Collection[str]) -> Counts:
    """For each of the facets its values above zero; all documents are shown in `language`."""
    found: Counts = {name: {} for name in facets}
    known = [(name, snapshot.facets[name]) for name in facets if name in snapshot.facets]
    if not documents:
        return found
    sets = sum(len(facet.values) for _name, facet in known)
    tally = _tally(snapshot, language, documents, min(MOST_ROWS, sets * ROWS_A_SET))
    for name, facet in known:
        if tally is None:
            numbers = list(map(documents.intersection_cardinality, snapshot.sets_of(name)))
        else:
            numbers = tally.take(facet.numbers).tolist()
        found[name] = dict(zip(compress(facet.values, numbers), filter(None, numbers), strict=True))
    return found


def _tally(snapshot: Snapshot, language: str, documents: BitMap, most: int) -> NDArray[Any] | None:
    """Documents, or those left out of all that are shown, counted one by one; None if too many."""
    shown = snapshot.having(SHOWN_IN, language)
    counted = len(documents)
    if counted <= min(most, len(shown) - counted):
        return snapshot.tally(documents)
    if len(shown) - counted <= most:
        return snapshot.tally_shown(language) - snapshot.tally(shown - documents)
    return None
