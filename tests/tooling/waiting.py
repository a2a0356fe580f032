"""Waiting for other processes."""

import time
from collections.abc import Callable


def until(reached: Callable[[], object], seconds: float = 30) -> None:
    """Return as soon as `reached()` is true. Raises `TimeoutError` when it never was."""
    end = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError(f"not reached in {seconds} seconds")
        time.sleep(0.05)
