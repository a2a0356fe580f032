"""What a process keeps of the index: brought up to date it equals what is read anew."""

import random
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import OperationalError
from numpy.typing import NDArray
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
COUNTED_SOON, AWAY_FOR_A_WHILE = 101, 102


def record(number: int, edition: int) -> Document:
    """A record with values of three facets; one in ten has more than a row of the table holds.

    In some editions it has none that is counted, or none at all.
    """
    chance = random.Random(f"{number} {edition}")
    years = chance.sample(range(1950, 1950 + 10 * (edition + 1)), 20 if number % 10 == 0 else 3)
    made = document(number, age=chance.randrange(1_000), title=f"Title {chance.random()}")
    facets = {
        "shown_in": tuple(chance.sample(SHOWN, 2)),
        "organisation": (f"organisation-{chance.randrange(40)}",),
        "year": tuple(str(year) for year in years),
    }
    if number == COUNTED_SOON and edition < 4:
        facets["year"] = ()
    if number == AWAY_FOR_A_WHILE and edition == 3:
        facets = {}
    return replace(made, facets=facets)


def told(snapshot: Snapshot) -> dict[str, Any]:
    """All that searches read of a snapshot."""
    sets = {pair: list(snapshot.having(*pair)) for pair in snapshot.values}
    # Keys and values of documents that are gone stay where nobody looks.
    there = BitMap.union(BitMap(), *snapshot.sets.values())
    tallies = [snapshot.tally(BitMap([place])) for place in there]
    return {
        "sets": {pair: documents for pair, documents in sets.items() if documents},
        "shown": {code: counted(snapshot.tally_shown(code)) for code in SHOWN},
        "columns": {name: snapshot.column(name)[list(there)].tolist() for name in KEYS},
        "values": [counted(tally) for tally in tallies],
    }


def counted(tally: NDArray[np.int64]) -> dict[int, int]:
    """The numbers of values with how often each occurs; 0 stands for none."""
    return {value: number for value, number in enumerate(tally.tolist()) if value and number}


def test_a_snapshot_that_follows_equals_one_read_anew_and_leaves_those_before_as_they_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "AT_ONCE", 2)
    engine, cache = DatabaseEngine(), SnapshotCache()
    engine.rebuild(record(number, 2) for number in range(DOCUMENTS))
    chance = random.Random(1)
    before: list[tuple[Snapshot, dict[str, Any]]] = []
    for edition in (3, 4, 5):
        known = cache.current()
        before.append((known, told(known)))
        for number, at in ((COUNTED_SOON, 0), (AWAY_FOR_A_WHILE, 0), (AWAY_FOR_A_WHILE, 1)):
            engine.replace({UUID(int=number): [record(number, edition + at)]})
            before.append((cache.current(), told(cache.current())))
        changed = dict.fromkeys(chance.sample(range(DOCUMENTS), 5), edition)
        changed |= dict.fromkeys(range(DOCUMENTS, DOCUMENTS + 50 * (edition - 2)), edition)
        engine.replace({UUID(int=n): [record(n, e)] for n, e in changed.items()})
        engine.replace({UUID(int=chance.randrange(DOCUMENTS)): []})
        following = cache.current()
        assert following is not known
        assert told(following) == told(SnapshotCache().current())
        for earlier, then in before:
            assert told(earlier) == then


def test_what_could_not_be_read_to_its_end_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "AT_ONCE", 1)
    engine, cache = DatabaseEngine(), SnapshotCache()
    engine.rebuild(record(number, 2) for number in range(DOCUMENTS))
    known = cache.current()
    before = told(known)
    engine.replace({UUID(int=n): [record(n, 3)] for n in range(DOCUMENTS - 5, DOCUMENTS + 400)})
    read = snapshots._blocks
    left = iter(range(3))

    def failing(numbers: Any, first: int) -> Any:
        if next(left, None) is None:
            raise OperationalError
        return read(numbers, first)

    monkeypatch.setattr(snapshots, "_blocks", failing)
    with pytest.raises(OperationalError):
        cache.current()
    monkeypatch.setattr(snapshots, "_blocks", read)
    # Other documents than those that were read stand there now.
    engine.replace({UUID(int=n): [record(n, 4)] for n in range(DOCUMENTS + 100, DOCUMENTS + 200)})
    engine.replace({UUID(int=n): [] for n in range(DOCUMENTS + 150, DOCUMENTS + 160)})
    assert told(cache.current()) == told(SnapshotCache().current())
    assert told(known) == before
