"""The practices a reader has set aside, in her session, to compare them."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.enums import RecordType
from search import listings
from search.names import Names
from search.presentation.lines import Line, present

FEWEST, MOST = 2, 4
PARAMETER = "record"
SET_ASIDE = "comparing"  # under which the session knows them


def set_aside(request: HttpRequest) -> list[UUID]:
    """The keys in the order they were chosen; asks no session of who has none."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return []
    return [UUID(key) for key in request.session.get(SET_ASIDE, [])]


def put(request: HttpRequest, keys: Iterable[UUID]) -> None:
    """Set these aside and no others."""
    texts = [str(key) for key in keys]
    if texts:
        request.session[SET_ASIDE] = texts
    else:
        request.session.pop(SET_ASIDE, None)


def practices(keys: Sequence[UUID], names: Names) -> dict[UUID, Line]:
    """The public practices among these records, in their order."""
    found = (present(line, names) for line in listings.lines(keys, names.language))
    return {UUID(line.key): line for line in found if line.type_code == RecordType.PRACTICE}


def address(keys: Iterable[UUID]) -> str:
    """Where these stand beside each other."""
    query = urlencode([(PARAMETER, str(key)) for key in keys])
    path = reverse("comparison:compare")
    return f"{path}?{query}" if query else path


def key_of(text: str) -> UUID | None:
    """The key that a form or an address names, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
