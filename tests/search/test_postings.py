"""Rows of postings: what is changed in them piece by piece equals what is written at once."""

import random

import numpy as np
import pytest

from search.engines.database import postings
from search.models import Posting

pytestmark = pytest.mark.django_db
# About as many as stored one by one rather than as a whole block.
LIMIT = 1365


def stored() -> list[tuple[int, bytes]]:
    rows = Posting.objects.values_list("documents", "weights")
    return [(documents, bytes(weights)) for documents, weights in rows]


@pytest.mark.parametrize("held", [0, 1, 11, LIMIT - 1, LIMIT, LIMIT + 1, postings.BLOCK])
@pytest.mark.parametrize("changed", [1, 3, 10, 11, 600])
@pytest.mark.parametrize("new", [0, 200])
def test_changed_rows_equal_rows_written_at_once(held: int, changed: int, new: int) -> None:
    chance = random.Random(f"{held} {changed} {new}")
    before = {place: chance.randint(1, 255) for place in chance.sample(range(postings.BLOCK), held)}
    changes = dict.fromkeys(chance.sample(range(postings.BLOCK), changed), new)
    changes |= dict.fromkeys(list(before)[:1], new)
    postings.append(7, {"harbour": before})
    postings.change(7, {"harbour": changes})
    weights = np.zeros(postings.BLOCK, np.uint8)
    for place, weight in (before | changes).items():
        weights[place] = weight
    assert stored() == ([postings.encoded(weights)] if weights.any() else [])


def test_changing_one_block_leaves_the_others_alone() -> None:
    for block in (1, 2):
        postings.append(block, {"harbour": {5: 9}})
    postings.change(1, {"harbour": {5: 0}, "city": {0: 1}})
    rows = Posting.objects.order_by("term").values_list("term", "block")
    assert [(bytes(term), block) for term, block in rows] == [(b"city", 1), (b"harbour", 2)]
