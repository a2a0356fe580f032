"""Work cut into pieces that one statement, or one transaction, can hold."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
ROWS = 500  # in one statement


def batches(items: Iterable[Item], size: int = ROWS) -> Iterator[list[Item]]:
    """The items in order, in lists of `size`; the last may be shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
