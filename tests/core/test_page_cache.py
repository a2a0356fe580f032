"""Pages kept for readers without an account: never of before the latest change, never another's."""

import gzip
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.page_cache import ALIAS
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person

PAGES = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept pages"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kept(settings: Any) -> Iterator[None]:
    """The cache that production has."""
    settings.CACHES = {**settings.CACHES, "pages": PAGES}
    yield
    caches[ALIAS].clear()


@pytest.fixture
def practice() -> Any:
    return PracticePageFactory(parent=section(), title="A house of languages")


def queries(client: Client, address: str) -> int:
    """How many a request for an address takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


class TestKept:
    @pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
    @pytest.mark.parametrize("address", ["", "search/", "search/?q=house&type=practice"])
    def test_a_second_reader_costs_one_query(
        self, practice: Any, language: str, address: str
    ) -> None:
        path = f"/{language}/{address}"
        first = Client().get(path)
        with CaptureQueriesContext(connection) as asked:
            second = Client().get(path)
        assert len(asked) == 1
        assert second.content == first.content
        for name in ("Content-Security-Policy", "Content-Language", "X-Content-Type-Options"):
            assert second[name] == first[name]

    def test_a_page_of_the_tree(self, practice: Any) -> None:
        assert queries(Client(), practice.get_url()) > 1
        assert queries(Client(), practice.get_url()) == 1

    def test_a_browser_that_has_it_is_told_so(self, practice: Any) -> None:
        first = Client().get(practice.get_url())
        again = Client().get(practice.get_url(), headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert not again.content
        assert "no-cache" in first["Cache-Control"]

    @pytest.mark.parametrize("compressed_first", [False, True])
    def test_it_is_compressed_for_who_reads_that(
        self, practice: Any, compressed_first: bool
    ) -> None:
        asked = [{}, {"Accept-Encoding": "br, gzip, deflate"}]
        if compressed_first:
            asked.reverse()
        answers = [Client().get(practice.get_url(), headers=headers) for headers in asked]
        if compressed_first:
            answers.reverse()
        plain, compressed = answers
        assert not plain.has_header("Content-Encoding")
        assert compressed["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.content) == plain.content
        assert compressed["ETag"] == plain["ETag"]
        assert {"Accept-Encoding", "Cookie"} <= set(compressed["Vary"].split(", "))
        assert len(compressed.content) == int(compressed["Content-Length"])

    def test_its_head_is_as_long(self, practice: Any) -> None:
        first = Client().get(practice.get_url())
        head = Client().head(practice.get_url())
        assert head["ETag"] == first["ETag"]

    def test_a_draft_empties_nothing(self, practice: Any) -> None:
        queries(Client(), practice.get_url())
        practice.title = "Only thought of"
        practice.save_revision()
        assert queries(Client(), practice.get_url()) == 1


class TestChanged:
    def test_what_is_published_is_read_by_the_next(self, practice: Any) -> None:
        before = Client().get(practice.get_url())
        assert "A house of languages" in text(Client(), "/en/search/")
        practice.title = "A street of languages"
        practice.save_revision().publish()
        assert "A street of languages" in text(Client(), practice.get_url())
        assert "A street of languages" in text(Client(), "/en/search/")
        again = Client().get(practice.get_url(), headers={"If-None-Match": before["ETag"]})
        assert again.status_code == 200

    def test_what_is_no_longer_public_is_gone(self, practice: Any) -> None:
        assert "A house of languages" in text(Client(), "/en/search/")
        address = practice.get_url()
        assert queries(Client(), address)
        practice.unpublish()
        assert Client().get(address).status_code == 404
        assert "A house of languages" not in text(Client(), "/en/search/")

    def test_what_has_become_private_is_not_shown(self, practice: Any) -> None:
        address = practice.get_url()
        assert "A house of languages" in text(Client(), address)
        PageViewRestriction.objects.create(page=practice, restriction_type="login")
        assert Client().get(address).status_code == 302

    def test_a_password_is_asked_of_each(self, practice: Any) -> None:
        restriction = PageViewRestriction(page=practice, restriction_type="password")
        restriction.password = "open sesame"
        restriction.save()
        address = practice.get_url()
        for _ in range(2):
            asked = Client().get(address)
            assert "A house of languages" not in asked.content.decode()
            assert asked.cookies["csrftoken"].value

    def test_midnight_passes(self, practice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        queries(Client(), practice.get_url())
        monkeypatch.setattr(timezone, "localdate", lambda: date(2100, 1, 1))
        assert queries(Client(), practice.get_url()) > 1

    def test_a_word_of_a_theme(self, practice: Any) -> None:
        theme = practice.themes.model.objects.first()
        assert theme is not None
        queries(Client(), "/en/")
        theme.title = "A theme by another name"
        theme.save()
        assert queries(Client(), "/en/") > 1


class TestNobodyElses:
    def test_who_is_logged_in_gets_her_own(self, practice: Any) -> None:
        address = practice.get_url()
        queries(Client(), address)
        editor = Client()
        editor.force_login(person("editor", "Moderators"))
        assert queries(editor, address) > 1

    def test_what_she_got_is_for_nobody(self, practice: Any) -> None:
        editor = Client()
        editor.force_login(person("editor", "Moderators"))
        hers = text(editor, practice.get_url())
        assert "wagtail-userbar" in hers
        assert "wagtail-userbar" not in text(Client(), practice.get_url())

    def test_a_form_has_a_secret_for_each(self) -> None:
        first, second = (Client().get("/en/account/login/") for _ in range(2))
        assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value

    @pytest.mark.parametrize("address", ["/en/nowhere/", "/en/desk/", "/admin/login/", "/healthz"])
    def test_what_is_no_page_for_all_is_not_kept(self, address: str) -> None:
        for _ in range(2):
            assert not Client().get(address).headers.get("ETag")
