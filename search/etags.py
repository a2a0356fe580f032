"""Answers that a client has already: by the index's version and what was asked."""

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from search.service import version
from taxonomy.version import current as vocabulary_version


def entity_tag(request: HttpRequest, *also: str) -> str:
    """What names the answer to a request as of now; `also` is whatever else it depends on.

    Empty while a change waits to be taken in: what is left out meanwhile has no version.
    """
    known = version()
    if known is None:
        return ""
    parts = (str(known), vocabulary_version(), request.get_host(), request.get_full_path(), *also)
    return f'W/"{sha256(chr(0).join(parts).encode(errors="replace")).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """The answer to a client that has what this tag names; None for every other."""
    unchanged = get_conditional_response(request, etag=tag) if tag else None
    if unchanged is not None:
        unchanged["ETag"] = tag
    return unchanged


def tagged(
    request: HttpRequest, make: Callable[[], HttpResponseBase], *also: str
) -> HttpResponseBase:
    """What `make` answers, under its tag, unless the client has it.

    An index that changed meanwhile leaves the answer without a tag.
    """
    tag = entity_tag(request, *also)
    if unchanged := not_modified(request, tag):
        return unchanged
    response = make()
    if tag and tag == entity_tag(request, *also):
        response["ETag"] = tag
    return response
