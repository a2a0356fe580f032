"""How often one address may ask, counted for all workers together in the site's cache."""

import time
from collections.abc import Callable
from hashlib import sha256
from math import ceil
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from core.clients import client_address

WINDOW = 60  # seconds
SHARES = 20  # into which an allowance is cut: so often at most a worker asks the cache
MOST_KNOWN = 10_000  # clients a worker remembers in one window


class TooManyRequestsError(Exception):
    """The allowance is used up; `retry_after` is in seconds, at least 1."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Limiter:
    """Hands out what each client may ask for in a window of a minute.

    Workers take shares of the allowance from the cache with `add`, which is atomic in every
    cache, the database's too, where `incr` is not. So all of them together never exceed it, and
    most requests do not touch the cache. A client may be refused a little early, by what other
    workers hold of its allowance.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._window = 0
        self._left: dict[str, int] = {}

    def take(self, name: str, client: str, limit: int) -> None:
        """Use one of the `limit` requests of this name that a client has in a window.

        Raises:
            TooManyRequestsError: where none is left.
        """
        now = self._clock()
        window = int(now // WINDOW)
        key = f"limit:{name}:{sha256(client.encode()).hexdigest()[:32]}:{window}"
        with self._lock:
            if window != self._window or len(self._left) >= MOST_KNOWN:
                self._window, self._left = window, {}
            # What is used up asks for the next share; 0 says that there is none.
            left = self._left.pop(key, None)
            left = _share(key, limit) if left is None else left
            if left != 1:
                self._left[key] = max(0, left - 1)
        if not left:
            raise TooManyRequestsError(max(1, ceil((window + 1) * WINDOW - now)))


def _share(key: str, limit: int) -> int:
    """The next share of an allowance that no worker has taken; 0 where all are taken."""
    size = max(1, limit // SHARES)
    for number, start in enumerate(range(0, limit, size)):
        if cache.add(f"{key}:{number}", 1, 2 * WINDOW):
            return min(size, limit - start)
    return 0


LIMITER = Limiter()


def limit(request: HttpRequest, name: str) -> None:
    """Count a request; `name` is a key of the setting `MEYDAN_REQUESTS_A_MINUTE`.

    Raises:
        TooManyRequestsError: where the address has asked too often.
    """
    allowed = settings.MEYDAN_REQUESTS_A_MINUTE.get(name, 0)
    if allowed:
        LIMITER.take(name, client_address(request), allowed)
