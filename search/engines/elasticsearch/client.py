"""The connection: no retries, and no request that takes longer than it was given."""

import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlowError
from contextvars import ContextVar
from functools import cache, cached_property
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.signals import request_finished, request_started
from elastic_transport import ConnectionTimeout, TransportError, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch

# Seconds that a reader waits for the server, whatever she asks: with what the database answers
# after that, she has waited for two.
SEARCHING = 1.5
SENDING = 20.0  # seconds for one request of the worker


class InexactError(Exception):
    """An answer that is not of everything there is."""


FAILURES = (ApiError, TransportError, InexactError)


_of_request: ContextVar["Budget | None"] = ContextVar("budget", default=None)


class Budget:
    """The time that one call has for all it asks of the server, from its first question on."""

    def __init__(self, seconds: float = SEARCHING) -> None:
        self._seconds = seconds

    @cached_property
    def _end(self) -> float:
        return time.monotonic() + self._seconds

    @classmethod
    def shared(cls) -> "Budget":
        """The one of all calls for the page that is being made; a new one where none is."""
        return _of_request.get() or cls()

    @property
    def is_spent(self) -> bool:
        """Whether there is no use in asking."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds; where none are left, `ConnectionTimeout`."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise ConnectionTimeout("No time is left for another request")
        return left

    def client(self) -> Elasticsearch:
        """A client whose next request ends with the budget."""
        return client().options(request_timeout=self.left())


def begin_request(**_details: object) -> None:
    """Someone waits for a page."""
    _of_request.set(Budget())


def end_request(**_details: object) -> None:
    """The page is made."""
    _of_request.set(None)


request_started.connect(begin_request, dispatch_uid="elasticsearch_begin")
request_finished.connect(end_request, dispatch_uid="elasticsearch_end")


class PunctualNode(Urllib3HttpNode):
    """A node whose time-out is of the whole request.

    Those of sockets are of each step: a name server, a handshake and a server that sends a byte
    now and then could each take as long.
    """

    def perform_request(self, *args: Any, **options: Any) -> Any:
        seconds = options.get("request_timeout")
        if not isinstance(seconds, int | float):
            return super().perform_request(*args, **options)
        answer: Future[Any] = Future()
        ask = super().perform_request

        def run() -> None:
            try:
                answer.set_result(ask(*args, **options))
            except BaseException as error:  # noqa: BLE001 - whoever waits for it raises it
                answer.set_exception(error)

        # A thread that nobody waits for at the end: what hangs in it may hang for ever.
        Thread(target=run, daemon=True).start()
        try:
            return answer.result(seconds)
        except TooSlowError as error:
            raise ConnectionTimeout(f"No answer within {seconds:.1f} seconds") from error


def client() -> Elasticsearch:
    """The client of the servers in the settings."""
    return _client(
        settings.ELASTICSEARCH_URL,
        settings.MEYDAN_ELASTICSEARCH_CA,
        settings.MEYDAN_ELASTICSEARCH_API_KEY,
    )


@cache
def _client(addresses: str, ca: str, api_key: str) -> Elasticsearch:
    return Elasticsearch(
        [address.strip() for address in addresses.split(",")],
        node_class=PunctualNode,
        ca_certs=ca or DEFAULT,
        api_key=api_key or None,
        request_timeout=SENDING,
        max_retries=0,
        retry_on_timeout=False,
    )
