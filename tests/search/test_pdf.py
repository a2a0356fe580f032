"""A record is taken away as PDF where the system can make one, and nowhere else offered."""

import re
import socket
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from core.models import KnowledgePage, record_types
from search.pdf import libraries, making
from search.pdf.checks import check_pdf
from tests.factories.full import SECRET_MAIL, full_record
from tests.factories.pages import PracticePageFactory, section
from tests.factories.translations import translate

Committed = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEYDAN_PRIVATE_ROOT = tmp_path


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that lacks a library."""
    monkeypatch.setitem(libraries.LIBRARIES, "Absent", ("libabsent.so.0",))
    libraries.missing.cache_clear()
    yield
    libraries.missing.cache_clear()


@pytest.fixture
def practice(committed: Committed) -> Any:
    with committed():
        return PracticePageFactory(parent=section(), title="Language cafés", slug="cafes")


def address(page: Any, language: str = "en") -> str:
    return f"/{language}/search/record/{page.record_key}/pdf/"


def made(client: Client, page: Any, language: str = "en") -> bytes:
    """The PDF with its streams unpacked; empty where the machine cannot make one."""
    answer = client.get(address(page, language))
    if libraries.missing():
        assert answer.status_code == 404
        return b""
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/pdf"
    return unpacked(answer.content)


def unpacked(pdf: bytes) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        try:
            return b"stream\n" + zlib.decompressobj().decompress(match[1]) + b"\nendstream"
        except zlib.error:
            return match[0]

    return STREAM.sub(plain, pdf)


def test_is_tagged_and_says_what_it_is_and_in_which_language(client: Client, practice: Any) -> None:
    if pdf := made(client, practice):
        assert pdf.startswith(b"%PDF-1.7")
        for part in (
            b"/StructTreeRoot",
            b"pdfuaid:part",
            b"/Lang (en)",
            b"/H1",
            b"/DisplayDocTitle",
        ):
            assert part in pdf, part
        answer = client.get(address(practice))
        assert answer.headers["Content-Disposition"] == 'attachment; filename="cafes-en.pdf"'
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_arabic_is_set_in_arabic_letters(
    client: Client, practice: Any, committed: Committed
) -> None:
    with committed():
        arabic = translate(practice, "ar")
        arabic.refresh_from_db()
        arabic.title, arabic.summary = "مقاهي اللغة في غازي عنتاب", "يلتقي السكان الجدد بجيرانهم"
        arabic.save()
    if pdf := made(client, arabic, "ar"):
        assert b"/Lang (ar)" in pdf
        fonts = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", pdf))
        assert any(b"Arab" in font for font in fonts), fonts


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_every_type_of_record_can_be_taken_away_with_every_section(
    model: type[KnowledgePage], client: Client, committed: Committed
) -> None:
    with committed():
        page, _entered = full_record(model)
    if pdf := made(client, page):
        assert b"/Figure" in pdf and b"/Image" in pdf
        assert SECRET_MAIL.encode() not in pdf


def test_a_page_leads_to_it(client: Client, practice: Any) -> None:
    offered = f'href="{address(practice)}"' in client.get(practice.get_url()).content.decode()
    assert offered is not bool(libraries.missing())


def test_without_its_libraries_it_is_not_offered_and_a_check_says_what_to_install(
    client: Client, practice: Any, without_pango: None
) -> None:
    assert address(practice) not in client.get(practice.get_url()).content.decode()
    assert client.get(address(practice)).status_code == 404
    [found] = check_pdf(None)
    assert found.id == "search.I001" and "Absent" in found.msg
    assert "libpango-1.0-0" in str(found.hint)


def test_with_its_libraries_the_check_is_silent() -> None:
    assert bool(check_pdf(None)) is bool(libraries.missing())


def test_what_not_everybody_may_read_is_not_taken_away(
    client: Client, practice: Any, committed: Committed
) -> None:
    made(client, practice)
    with committed():
        draft = PracticePageFactory(parent=section(), live=False)
        practice.view_restrictions.create(restriction_type="login")
    assert client.get(address(practice)).status_code == 404
    assert client.get(address(draft)).status_code == 404


def test_is_made_once_for_what_it_says(client: Client, practice: Any, committed: Committed) -> None:
    if not made(client, practice):
        return
    [name] = storages["private"].listdir("pdf")[1]
    stored = f"pdf/{name}"
    marked = b"%PDF-1.7 made before\n%%EOF\n"
    storages["private"].delete(stored)
    storages["private"].save(stored, ContentFile(marked))
    assert client.get(address(practice)).content == marked
    # One that another process is still writing.
    storages["private"].delete(stored)
    storages["private"].save(stored, ContentFile(marked[:10]))
    assert client.get(address(practice)).content != marked[:10]
    with committed():
        practice.title = "Language cafés of Kilis"
        practice.save()
    assert client.get(address(practice)).content != marked


def test_is_not_made_without_end_for_one_reader(
    client: Client, practice: Any, settings: Any
) -> None:
    settings.MEYDAN_REQUESTS_A_MINUTE = {"pdf": 1}
    made(client, practice)
    again = client.get(address(practice))
    if not libraries.missing():
        assert again.status_code == 429
        assert int(again.headers["Retry-After"]) > 0


def test_what_takes_too_long_ends_in_a_page_that_says_what_else_to_do(
    client: Client, practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "SECONDS", 0.01)
    answer = client.get(address(practice))
    if not libraries.missing():
        assert answer.status_code == 503
        assert "Print the page" in answer.content.decode()
        assert practice.get_url() in answer.content.decode()
    monkeypatch.undo()
    made(client, practice)


def test_whoever_waits_too_long_for_another_is_told_to_come_again(
    client: Client, practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PATIENCE", 0.01)
    with making._one_at_a_time:
        answer = client.get(address(practice))
    if not libraries.missing():
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "30"


def test_nothing_is_fetched_from_anywhere() -> None:
    """Neither from the network nor from the machine's own files."""
    if libraries.missing():
        return
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        elsewhere = f"http://127.0.0.1:{server.getsockname()[1]}"
        html = (
            f'<html lang="en"><title>T</title><body><img alt="a" src="{elsewhere}/a.png">'
            f'<link rel="stylesheet" href="{elsewhere}/b.css">'
            '<img alt="c" src="file:///etc/passwd"><p>Text</p></body></html>'
        )
        css = f"@import url({elsewhere}/c.css); p {{ background: url({elsewhere}/d.png) }}"
        pdf = unpacked(making.make(html, css, f"{elsewhere}/", {}))
        with pytest.raises(TimeoutError):
            server.accept()
    assert b"root:" not in pdf
