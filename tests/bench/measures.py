"""Times and their percentiles."""

import time
from collections.abc import Callable, Iterable
from typing import TypeVar

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What the work gives, and the milliseconds it took."""
    start = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - start) * 1000


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so much of all values does not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def spread(values: Iterable[float]) -> dict[str, float]:
    """The median and the 95th percentile, in milliseconds."""
    kept = list(values)
    return {"p50": round(percentile(kept, 0.5), 3), "p95": round(percentile(kept, 0.95), 3)}
