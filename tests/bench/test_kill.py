"""A process that publishes is killed at a random moment: index and database stay equal.

`make trial-kill` does it a hundred times.
"""

import random
import time

import pytest

from core.enums import RecordType
from search import upkeep
from search.models import DirtyRecord
from tests.bench.processes import let_go, start
from tests.bench.trials import long, tell
from tests.factories.pages import section

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(long("ROUNDS", 3))
LONGEST = 1.5  # seconds until the kill


def test_a_kill_at_any_moment_leaves_nothing_that_verify_would_find() -> None:
    section(RecordType.PRACTICE)
    chance = random.Random(20191126)
    left_behind = 0
    for number in range(ROUNDS):
        process = start("tests.bench.publisher", "pages", number, 3600)
        let_go([process])
        time.sleep(chance.uniform(0, LONGEST))
        process.kill()
        process.communicate()
        left_behind += DirtyRecord.objects.exists()
        assert upkeep.differing_records() == {}, f"round {number}"
        assert upkeep.contradictions() == [], f"round {number}"
    tell(rounds=ROUNDS, rounds_that_left_changes_behind=left_behind)
