"""Which objectives of other compacts stand close to an objective."""

from functools import cache
from itertools import permutations

from taxonomy.data import read


@cache
def crosswalk() -> dict[str, tuple[str, ...]]:
    """Code of an objective → codes of its neighbours in other compacts."""
    found: dict[str, set[str]] = {}
    for relation in read("crosswalk"):
        for code, neighbour in permutations(relation["objectives"], 2):
            found.setdefault(code, set()).add(neighbour)
    return {code: tuple(sorted(others)) for code, others in found.items()}


def neighbours(code: str) -> tuple[str, ...]:
    """Codes of the objectives that stand close to this one in other compacts, sorted."""
    return crosswalk().get(code, ())
