"""The memory that frames take, counted as pages that the system hands out."""

import resource
from collections.abc import Callable

from core.stack import with_room

CALLS = 1_000
DEPTHS = range(300)


def nothing() -> None:
    """Longer on the stack than whoever calls it, so that some depth leaves no room for it."""


nothing.__code__ = nothing.__code__.replace(co_stacksize=100)


def pages_taken(depth: int) -> int:
    """By so many calls of a function, from so deep on the stack."""
    if depth:
        return pages_taken(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most(count: Callable[[int], int]) -> int:
    """At whichever depth it is most."""
    return max(map(count, DEPTHS))


def test_no_depth_is_at_an_edge() -> None:
    assert most(with_room(pages_taken)) < CALLS / 10


def test_without_room_one_is() -> None:
    """Once this fails, Python keeps its pieces, and `core.stack` may go."""
    assert most(pages_taken) >= CALLS


def test_what_is_called_gets_and_gives_the_same() -> None:
    assert with_room(divmod)(7, 2) == (3, 1)
    assert with_room(dict)(a=1) == {"a": 1}
