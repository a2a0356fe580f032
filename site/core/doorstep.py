"""Kept pages, handed out before Django's handler begins with a request.

What a handler does around every request takes longer than all the rest of an answer from the
cache. What is kept and for how long is decided in `core.page_cache` alone; this finds it again,
for requests that bring nothing but an address.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections

from core import content
from core.page_cache import LONGEST_ADDRESS, Page, kept_under, key_of, languages

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

# With any of these, Django has to look closer: at who asks, or at what she has already.
TELLING = {
    "HTTP_AUTHORIZATION",
    "HTTP_COOKIE",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
}
# All that Django looks at to tell the whole address of a request.
OF_ADDRESSES = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "PATH_INFO",
    "QUERY_STRING",
    "REDIRECT_URL",
    "SCRIPT_NAME",
    "SCRIPT_URL",
    "SERVER_NAME",
    "SERVER_PORT",
    "wsgi.url_scheme",
)


class Doorstep:
    """A WSGI application in front of Django's, which gets whatever has no answer here."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.languages = languages()
        proxy = settings.SECURE_PROXY_SSL_HEADER
        self.names = (*OF_ADDRESSES, *proxy[:1]) if proxy else OF_ADDRESSES
        # Asked for again and again, and the same as long as the settings are.
        self.address = lru_cache(maxsize=1_000)(_address)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """The page as it is kept, or what Django answers."""
        page = self._kept(environ) if self._may_be_kept(environ) else None
        if page is None:
            return self.application(environ, start_response)
        headers, body = page
        start_response("200 OK", headers)
        return [body]

    def _may_be_kept(self, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] == "GET"
            and environ.get("PATH_INFO", "").startswith(self.languages)
            and len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", "")) < LONGEST_ADDRESS
            and TELLING.isdisjoint(environ)
        )

    def _kept(self, environ: Environ) -> Page | None:
        # As Django does at both ends of a request: a connection may have aged, or be broken.
        close_old_connections()
        try:
            address = self.address(tuple([(name, environ.get(name)) for name in self.names]))
            accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
            return kept_under(key_of(address, accepted, content.version()))
        except (DatabaseError, DisallowedHost, UnicodeDecodeError):
            return None  # for Django to answer as it answers such things
        finally:
            close_old_connections()


def _address(told: tuple[tuple[str, Any], ...]) -> str:
    """The whole address as Django tells it to the middleware that keeps pages."""
    environ = {name: value for name, value in told if value is not None}
    return WSGIRequest(
        {**environ, "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    ).build_absolute_uri()
