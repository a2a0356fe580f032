"""Whatever municipalities and the union do, in whatever order: no text that was acknowledged is
lost or shown to others, no address fails, and no state follows that may not."""

from random import Random
from typing import Any

import pytest

from mail.checks import OUTBOX
from practices.enums import SubmissionState as State
from tests.bench.trials import long, tell
from tests.practices.walk.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = int(long("STEPS", 80))
# A world grows, and with it each step's time: a long trial walks through many.
LENGTH = min(max(1, STEPS // 2), 120)


@pytest.mark.parametrize("seed", range(STEPS // LENGTH))
def test_no_text_is_lost_or_shown_to_others(seed: int, settings: Any) -> None:
    settings.EMAIL_BACKEND = OUTBOX
    walker = Walker(Random(seed))
    for number in range(LENGTH):
        try:
            walker.step()
        except Exception as fault:
            fault.add_note(f"step {number} of walk {seed}, {walker.taken[-1]}")
            raise
    tell(seed=seed, reached=walker.truth.reached)
    assert walker.truth.reached.get(State.SUBMITTED)
