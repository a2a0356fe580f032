"""Pages for readers without an account, kept whole by each process while the content is the same.

The address of a page, the content's version and the day are its key: what was published, or put
off to the past by midnight, is never served as it was before.
"""

import gzip
import re
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from wagtail.views import serve

from core import content
from core.kept_parts import SECONDS, remember

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

# In parts: to put an answer together again takes longer than to hand it on.
Page = tuple[list[tuple[str, str]], bytes]

ALIAS = "pages"
LONGEST_ADDRESS = 500  # characters: longer ones are asked for once, by programs
KEPT_FROM_OTHERS = {"private", "no-store", "no-cache"}
GZIP = re.compile(r"\bgzip\b")


def languages() -> tuple[str, ...]:
    """How the addresses of pages begin."""
    return tuple(f"/{code}/" for code, _name in settings.LANGUAGES)


def for_all(view: View) -> View:
    """Mark a view whose answer is the same for every reader without an account."""
    view.is_for_all = True  # type: ignore[attr-defined]
    return view


class PageCacheMiddleware:
    """The first of all: an answer from the cache needs none of the others.

    Only a request without any cookie that tells readers apart gets one, and only the answer to
    such a request is kept; of those, what sets a cookie or says that it is private is not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.languages = languages()
        self.telling = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The page as it is kept, or as it is made now."""
        if not self._may_be_kept(request):
            return _hers(request, self.get_response(request))
        accepted = request.headers.get("Accept-Encoding", "")
        version = content.version()
        key = key_of(request.build_absolute_uri(), accepted, version)
        if page := kept_under(key):
            headers, body = page
            kept = HttpResponse(body, headers=dict(headers))
        else:
            remember(request, version)
            made = self.get_response(request)
            if not _is_for_all(request, made):
                return made
            kept = _ready(made, compressed=reads_gzip(accepted))
            caches[ALIAS].set(key, (list(kept.items()), kept.content), SECONDS)
        return get_conditional_response(request, etag=kept["ETag"], response=kept) or kept

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """Note whose view it is."""
        request.is_for_all = view is serve or getattr(view, "is_for_all", False)

    def _may_be_kept(self, request: HttpRequest) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and request.path_info.startswith(self.languages)
            and len(request.get_full_path()) <= LONGEST_ADDRESS
            and self.telling.isdisjoint(request.COOKIES)
            and "HTTP_AUTHORIZATION" not in request.META
        )


def key_of(address: str, accepted: str, version: str) -> str:
    """Under which the page at a whole address is kept today, for who accepts these encodings.

    `version` is the content's now.
    """
    today = timezone.localdate().isoformat()
    encoding = "gzip" if reads_gzip(accepted) else ""
    parts = (version, today, encoding, address)
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def reads_gzip(accepted: str) -> bool:
    """Whether it is among the encodings of an `Accept-Encoding`."""
    return bool(GZIP.search(accepted))


def kept_under(key: str) -> Page | None:
    """Headers and content, if a page is."""
    page: Page | None = caches[ALIAS].get(key)
    return page


def _is_for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    said = {part.strip() for part in response.get("Cache-Control", "").split(",")}
    return (
        request.method == "GET"
        and getattr(request, "is_for_all", False)
        and isinstance(response, HttpResponse)
        and response.status_code == HTTPStatus.OK
        and not response.cookies
        and KEPT_FROM_OTHERS.isdisjoint(said)
    )


def _hers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page that anybody may read, made for one reader: for no cache on its way to her."""
    if getattr(request, "is_for_all", False) and not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response


def _ready(made: HttpResponseBase, *, compressed: bool) -> HttpResponse:
    """The page as it is kept: its reader's browser asks every time whether it still holds.

    Only here is a page compressed: what is kept holds no reader's secret that the length of
    an answer could betray (BREACH), and it is done once for all who ask.
    """
    page: bytes = made.content  # type: ignore[attr-defined]
    kept = HttpResponse(page, headers=dict(made.items()))
    kept["ETag"] = f'W/"{sha256(page).hexdigest()[:32]}"'
    if compressed and not kept.has_header("Content-Encoding"):
        kept.content = gzip.compress(page, compresslevel=6, mtime=0)
        kept["Content-Encoding"] = "gzip"
    if kept.has_header("Content-Length"):
        kept["Content-Length"] = str(len(kept.content))
    patch_cache_control(kept, no_cache=True)
    patch_vary_headers(kept, ["Accept-Encoding", "Cookie"])
    return kept
