"""Asking nothing of a server that has just failed."""

import time
from collections.abc import Callable

LONGEST_REST = 30.0  # seconds
TRIAL = 3.0  # seconds that the others wait for one that tries again


class Breaker:
    """Of one process: after each failure in a row the server is left alone for twice as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the latest request has failed."""
        return self._failures > 0

    def allows(self) -> bool:
        """Whether to ask now; after a rest one caller tries, the others wait for its outcome."""
        now = self._clock()
        if now < self._rests_until:
            return False
        if self._failures:
            self._rests_until = now + TRIAL
        return True

    def failed(self) -> None:
        """Leave the server alone for a while."""
        rest = min(2.0 ** min(self._failures, 10), LONGEST_REST)
        self._failures += 1
        self._rests_until = self._clock() + rest

    def succeeded(self) -> None:
        """All is well."""
        self._failures = 0
        self._rests_until = 0.0
