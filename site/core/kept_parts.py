"""Parts that many pages have in common, kept by each process while the content is the same."""

from collections.abc import Callable
from functools import lru_cache
from time import time
from typing import Any, TypeVar

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import get_site_for_hostname

SECONDS = 300  # so much a change may be missed whose process was killed right after its commit

Made = TypeVar("Made", bound=Callable[..., Any])

Moment = tuple[str, float]
"""A key for what holds as long as the content is the same."""

_kept: list[Any] = []


def kept(make: Made) -> Made:
    """What a function has made of the same arguments, a `Moment` among them."""
    keeping = lru_cache(maxsize=64)(make)
    _kept.append(keeping)
    return keeping  # type: ignore[return-value] # called as the function is


def forget() -> None:
    """Make everything anew: the database is another than before."""
    for keeping in _kept:
        keeping.cache_clear()


def remember(request: HttpRequest, version: str) -> None:
    """Note the content's version with the request of a reader who sees what everybody sees."""
    request.content_version = version  # type: ignore[attr-defined]
    if moment := moment_of(request):
        host = split_domain_port(request.get_host())[0]
        # Where Wagtail looks first; else it asks for the site in every request.
        request._wagtail_site = _site(host, int(request.get_port()), moment)  # type: ignore[attr-defined]


def moment_of(request: HttpRequest | None) -> Moment | None:
    """What parts for this request may be kept under; none where they are to be made anew."""
    version: str = getattr(request, "content_version", "")
    return (version, time() // SECONDS) if version else None


@kept
def _site(hostname: str, port: int, _moment: Moment) -> Site | None:
    try:
        site: Site = get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None
    return site
