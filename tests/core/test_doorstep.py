"""Kept pages at the door: as Django would answer, without asking it, and never in its place."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from core import content
from core.doorstep import Doorstep
from core.page_cache import ALIAS
from tests.factories.pages import PracticePageFactory, section

PAGES = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "at the door"}

pytestmark = pytest.mark.django_db(transaction=True)


class Site:
    """A server's view of the site: WSGI, and how often Django itself was asked."""

    def __init__(self) -> None:
        self.handler, self.asked = WSGIHandler(), 0
        self.application = Doorstep(self._django)

    def _django(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self.handler(environ, start_response)

    def get(self, address: str, method: str = "get", **headers: str) -> tuple[str, Any, bytes]:
        """Status, headers and body."""
        environ = getattr(RequestFactory(), method)(address, **headers).environ
        if "HTTP_COOKIE" not in headers:
            environ.pop("HTTP_COOKIE", None)
        told: list[Any] = []
        answer = self.application(environ, lambda *parts: told.extend(parts))
        body = b"".join(answer)
        getattr(answer, "close", int)()
        return told[0], dict(told[1]), body


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.CACHES = {**settings.CACHES, "pages": PAGES}
    yield Site()
    caches[ALIAS].clear()


@pytest.fixture
def address() -> str:
    practice: Any = PracticePageFactory(parent=section(), title="A house of languages")
    return str(practice.get_url())


@pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
@pytest.mark.parametrize("page", ["", "search/", "search/?q=house&type=practice"])
def test_a_second_reader_gets_the_same_without_django(
    site: Site, address: str, language: str, page: str
) -> None:
    first = site.get(f"/{language}/{page}")
    with CaptureQueriesContext(connection) as captured:
        second = site.get(f"/{language}/{page}")
    assert first[0] == "200 OK"
    assert second == first
    assert second[1]["Content-Security-Policy"]
    assert second[1]["Content-Language"] == language
    assert (site.asked, len(captured)) == (1, 1)


def test_what_is_published_is_read_by_the_next(site: Site, address: str) -> None:
    site.get(address)
    content.renew()
    site.get(address)
    assert site.asked == 2


def test_what_has_become_private_is_not_shown(site: Site, address: str) -> None:
    site.get(address)
    (practice,) = section().get_children()
    PageViewRestriction.objects.create(page=practice, restriction_type="login")
    assert site.get(address)[0] == "302 Found"


@pytest.mark.parametrize(
    "told",
    [
        {"HTTP_COOKIE": "sessionid=somebody"},
        {"HTTP_COOKIE": "csrftoken=hers"},
        {"HTTP_AUTHORIZATION": "Bearer hers"},
        {"HTTP_IF_NONE_MATCH": 'W/"another"'},
        {"method": "head"},
        {"method": "post"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_HOST": "elsewhere.example.org"},
        {"QUERY_STRING": "q=house"},
        {"wsgi.url_scheme": "https"},
    ],
    ids=str,
)
def test_whoever_asks_otherwise_asks_django(site: Site, address: str, told: dict[str, str]) -> None:
    site.get(address)
    site.get(address, **told)
    assert site.asked == 2


def test_another_scheme_behind_a_proxy_is_another_address(
    settings: Any, site: Site, address: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site.application = Doorstep(site._django)
    for scheme in ("http", "https", "http", "https"):
        site.get(address, HTTP_X_FORWARDED_PROTO=scheme)
    assert site.asked == 2


def test_a_browser_that_has_it_is_told_so(site: Site, address: str) -> None:
    _status, headers, _body = site.get(address)
    again = site.get(address, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert again[0] == "304 Not Modified"


def test_a_stranger_host_is_refused_by_django(site: Site, address: str) -> None:
    for _ in range(2):
        assert site.get(address, HTTP_HOST="elsewhere.example.org")[0] == "400 Bad Request"


def test_a_database_that_fails_is_djangos_to_tell(
    site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.get(address)

    def fails() -> str:
        raise DatabaseError

    monkeypatch.setattr(content, "version", fails)
    assert site.get(address)[0] == "500 Internal Server Error"
    assert site.asked == 2


def test_what_is_no_page_for_all_is_never_kept(site: Site) -> None:
    for _ in range(2):
        site.get("/en/account/login/")
        site.get("/healthz")
    assert site.asked == 4
