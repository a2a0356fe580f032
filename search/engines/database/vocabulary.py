"""Which terms there are, and how many documents hold each."""

from collections.abc import Collection, Mapping

from search.engines.database import postings
from search.engines.database.fresh import Fresh


def frequencies(terms: Collection[str], fresh: Fresh) -> dict[str, int]:
    """How many documents hold each of those terms that any holds."""
    differing = fresh.difference.keys() & terms
    return _corrected(postings.frequencies(terms), differing, fresh.difference)


def frequent(beginning: str, most: int, fresh: Fresh) -> list[tuple[str, int]]:
    """The terms that begin so, each with the number of its documents, most frequent first."""
    differing = {term for term in fresh.difference if term.startswith(beginning)}
    # Of what the postings have most of, the differing ones may be none of the first any more.
    read = most + len(differing)
    found = dict(postings.frequent(beginning, read))
    if len(found) == read:
        found |= postings.frequencies(differing - found.keys())
    found = _corrected(found, differing, fresh.difference)
    return sorted(found.items(), key=lambda held: (-held[1], held[0]))[:most]


def _corrected(
    posted: Mapping[str, int], differing: Collection[str], difference: Mapping[str, int]
) -> dict[str, int]:
    found = {**posted}
    for term in differing:
        found[term] = found.get(term, 0) + difference[term]
    return {term: number for term, number in found.items() if number}
