"""How many of some documents carry each value of a facet."""

from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray
from pyroaring import BitMap

from search.document import SHOWN_IN
from search.engines.database.snapshot import Snapshot

# So many documents are counted one by one, from the table; of more, each value's set is cut with
# theirs: a set costs as much as some 50 documents.
MOST_ROWS = 10_000
ROWS_A_SET = 50

Counts = dict[str, dict[str, int]]


def counts(snapshot: Snapshot, language: str, documents: BitMap, facets: Iterable[str]) -> Counts:
    """For each of the facets its values above zero; all documents are shown in `language`."""
    found: Counts = {name: {} for name in facets if name in snapshot.facets}
    if not found or not documents:
        return found
    sets = [number for name in found for number in snapshot.facets[name]]
    tally = _tally(snapshot, language, documents, min(MOST_ROWS, len(sets) * ROWS_A_SET))
    if tally is None:
        cut = documents.intersection_cardinality
        counted = [(number, cut(snapshot.sets[number])) for number in sets]
    else:
        numbers = tally.nonzero()[0]
        counted = list(zip(numbers.tolist(), tally[numbers].tolist(), strict=True))
    for number, count in counted:
        # The tally's first place holds the rows' empty places.
        facet, value = snapshot.names.get(number, ("", ""))
        if count and facet in found:
            found[facet][value] = count
    return found


def _tally(snapshot: Snapshot, language: str, documents: BitMap, most: int) -> NDArray[Any] | None:
    """Documents, or those left out of all that are shown, counted one by one; None if too many."""
    if len(documents) <= most:
        return snapshot.tally(documents)
    shown = snapshot.having(SHOWN_IN, language)
    if len(shown) - len(documents) <= most:
        return snapshot.tally_shown(language) - snapshot.tally(shown - documents)
    return None
