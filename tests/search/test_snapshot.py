"""What a process keeps of the index: brought up to date it equals what is read anew."""

import random
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from pyroaring import BitMap

from search.document import Document
from search.engines.database import DatabaseEngine
from search.engines.database import snapshot as snapshots
from search.engines.database.blocks import KEYS
from search.engines.database.snapshot import Snapshot, SnapshotCache
from tests.search.test_ranking import document

pytestmark = pytest.mark.django_db
SHOWN = ("en", "tr", "ar", "fr")
DOCUMENTS = 300  # in three blocks


def record(number: int, edition: int) -> Document:
    """A record with values of three facets; one in ten has more than a row of the table holds."""
    chance = random.Random(f"{number} {edition}")
    years = chance.sample(range(1950, 1950 + 10 * (edition + 1)), 20 if number % 10 == 0 else 3)
    made = document(number, age=chance.randrange(1_000), title=f"Title {chance.random()}")
    facets = {
        "shown_in": tuple(chance.sample(SHOWN, 2)),
        "organisation": (f"organisation-{chance.randrange(40)}",),
        "year": tuple(str(year) for year in years),
    }
    return replace(made, facets=facets)


def told(snapshot: Snapshot) -> dict[str, Any]:
    """All that searches read of a snapshot."""
    sets = {pair: list(snapshot.having(*pair)) for pair in snapshot.values}
    # Keys and values of documents that are gone stay where nobody looks.
    there = BitMap.union(BitMap(), *snapshot.sets.values())
    tallies = [snapshot.tally(BitMap([place])) for place in there]
    return {
        "sets": {pair: documents for pair, documents in sets.items() if documents},
        "shown": {code: np.trim_zeros(snapshot.tally_shown(code), "b").tolist() for code in SHOWN},
        "columns": {name: snapshot.column(name)[list(there)].tolist() for name in KEYS},
        "values": [dict(enumerate(np.trim_zeros(tally, "b").tolist())) for tally in tallies],
    }


def test_a_snapshot_that_follows_equals_one_read_anew_and_leaves_the_known_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "AT_ONCE", 2)
    engine, cache = DatabaseEngine(), SnapshotCache()
    engine.rebuild(record(number, 2) for number in range(DOCUMENTS))
    chance = random.Random(1)
    for edition in (3, 4, 5):
        known = cache.current()
        before = told(known)
        changed = dict.fromkeys(chance.sample(range(DOCUMENTS), 5), edition)
        changed |= dict.fromkeys(range(DOCUMENTS, DOCUMENTS + 50 * (edition - 2)), edition)
        engine.replace({UUID(int=n): [record(n, e)] for n, e in changed.items()})
        engine.replace({UUID(int=chance.randrange(DOCUMENTS)): []})
        following = cache.current()
        assert following is not known
        assert told(following) == told(SnapshotCache().current())
        assert told(known) == before
