"""Translation files in the admin: out, and back with a word on each line that was not taken."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from practices.models import PracticePage
from tests.translations.board import act, row_of, soup, words
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import draft, fresh, publish, published, translated

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    return logged_in(member_of("Translators (tr)"))


@pytest.fixture(scope="module")
def original_below(below: None) -> Any:
    page = published(PracticePage)
    translated(page)
    return publish(page, summary="The town has two centres.")


@pytest.fixture
def original(original_below: Any) -> Any:
    return fresh(original_below)


def exported(client: Client, page: Any) -> Any:
    return client.get(reverse("translations:export"), {"cells": row_of(page).pk})


def send_back(client: Client, content: bytes, name: str = "tr.po") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("translations:import"), {"file": file})


class TestExport:
    def test_of_one_is_a_file(self, original: Any, translator: Client) -> None:
        answer = exported(translator, original)
        assert answer["Content-Disposition"] == 'attachment; filename="translations-tr.po"'
        assert "The town has two centres." in answer.content.decode()

    def test_of_several_languages_is_an_archive(self, original: Any) -> None:
        client = logged_in(superuser())
        answer = act(client, "export", row_of(original), row_of(original, "ar"))
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        assert archive.namelist() == ["ar.po", "tr.po"]
        assert b"The town has two centres." in archive.read("ar.po")

    def test_is_for_those_who_write_the_language(self, original: Any) -> None:
        answer = exported(logged_in(member_of("Translators (ar)")), original)
        assert answer.status_code == 302


class TestImport:
    def test_puts_texts_into_the_draft(
        self, original: Any, translator: Client, committed: Committed
    ) -> None:
        content = exported(translator, original).content.decode()
        before, after = 'msgid "The town has two centres."\nmsgstr ""', "Şehrin iki merkezi var."
        assert before in content
        changed = content.replace(before, before[:-1] + after + '"')
        with committed():
            page = soup(send_back(translator, changed.encode()))
        assert "Texts taken: 1." in words(page.select_one(".translation-imported"))
        own: Any = row_of(original).page
        assert draft(own.specific).summary == after
        assert fresh(own.specific).summary != after

    def test_names_the_line_and_the_reason_of_what_it_refuses(
        self, original: Any, translator: Client
    ) -> None:
        content = exported(translator, original).content.decode()
        assert "The town has two centres." in content
        changed = content.replace(
            'msgid "The town has two centres."\nmsgstr ""',
            'msgid "The town has nine centres."\nmsgstr "Dokuz"',
        )
        page = soup(send_back(translator, changed.encode()))
        rows = [words(row) for row in page.select(".translation-imported tbody tr")]
        line = changed.split("\n").index('msgid "The town has nine centres."') + 1
        assert len(rows) == 1
        assert int(rows[0].split()[0]) == line
        assert len(rows[0].split()) > 3

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"msgid", b"no file at all"])
    def test_of_anything_else_is_refused_with_a_sentence(
        self, content: bytes, translator: Client
    ) -> None:
        page = soup(send_back(translator, content))
        assert page.select(".error-message, .translation-imported tbody tr")

    def test_without_a_file_it_is_asked_for(self, translator: Client) -> None:
        page = soup(translator.post(reverse("translations:import"), {}))
        assert page.select(".error-message")
