"""The version of the vocabularies, by which processes know whether what they remember holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from asgiref.local import Local

from taxonomy.models import VocabularyState

T = TypeVar("T")

STATE_ID = 1

# Within a request the version is read once; outside of requests (commands, the worker) always.
_request = Local()
_remembered: dict[str, tuple[str, Any]] = {}


def current() -> str:
    """The version now; empty as long as no term was ever stored."""
    known: str | None = getattr(_request, "version", None)
    if known is not None:
        return known
    version = VocabularyState.objects.filter(pk=STATE_ID).values_list("version", flat=True).first()
    if getattr(_request, "running", False):
        _request.version = version or ""
    return version or ""


def bump() -> None:
    """Give the vocabularies a new version; call it in the transaction that changes a term."""
    VocabularyState.objects.update_or_create(pk=STATE_ID, defaults={"version": uuid4().hex})
    # The change may yet be rolled back: from here on this request asks every time.
    end_request()


def remembered(key: str, build: Callable[[], T]) -> T:
    """What `build` returned under this key for the present version of the vocabularies.

    Keys must come from a bounded set: what is remembered is replaced, never dropped.
    """
    version = current()
    held = _remembered.get(key)
    if held is not None and held[0] == version:
        value: T = held[1]
        return value
    value = build()
    _remembered[key] = (version, value)
    return value


@contextmanager
def read_once() -> Iterator[None]:
    """Within, the version is read once, and anew: for work that asks for many labels."""
    running = getattr(_request, "running", False)
    _request.running, _request.version = True, None
    try:
        yield
    finally:
        _request.running, _request.version = running, None


def given(version: str) -> None:
    """Take the version as somebody else has read it within this request."""
    if getattr(_request, "running", False):
        _request.version = version


def begin_request(**kwargs: Any) -> None:
    """Receiver: forget the version an earlier request of this thread has read."""
    _request.running, _request.version = True, None


def end_request(**kwargs: Any) -> None:
    """Receiver: what runs between requests reads the version anew."""
    _request.running, _request.version = False, None
