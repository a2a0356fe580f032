"""The questions taken along and brought back, at the desk."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from practices.models import Submission, Superseded
from practices.offline import forms
from practices.offline.writing import FORMATS
from tests.factories.calls import call, days
from tests.factories.members import representative
from tests.factories.people import person
from tests.practices.desk.forms import browser, draft, fresh
from tests.practices.offline.filling import fill_docx, fill_xlsx

pytestmark = pytest.mark.django_db
ADDRESS = "submissions:import"


@pytest.fixture
def author() -> Any:
    return representative()


@pytest.fixture
def desk(author: Any) -> Any:
    return browser(author)


def template(desk: Any, extension: str = "docx", language: str = "en") -> bytes:
    answer = desk.get(reverse("submissions:template", args=[language, extension]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer["Cache-Control"]
    return bytes(answer.content)


def bring(desk: Any, content: bytes, name: str = "filled.docx", **asked: Any) -> Any:
    address = asked.pop("address", reverse(ADDRESS))
    data = {"key": str(uuid4()), "language": "tr", "row": "", **asked}
    return desk.post(address, {**data, "file": SimpleUploadedFile(name, content)})


def said(desk: Any, answer: Any) -> str:
    return str(desk.get(answer.url).content.decode())


class TestTaking:
    def test_every_language_and_format_is_offered(self, desk: Any) -> None:
        page = desk.get(reverse(ADDRESS)).content.decode()
        for language, _name in settings.LANGUAGES:
            for extension in FORMATS:
                address = reverse("submissions:template", args=[language, extension])
                assert f'href="{address}"' in page
                assert desk.get(address).status_code == 200

    def test_the_readers_language_is_not_folded_away(self, desk: Any) -> None:
        with override("fr"):
            address = reverse(ADDRESS)
        first, _fold, others = desk.get(address).content.decode().partition("<details")
        assert first.count('lang="fr" id="in-fr"') == 1
        assert [f'id="in-{code}"' in others for code, _name in settings.LANGUAGES] == [
            code != "fr" for code, _name in settings.LANGUAGES
        ]


class TestBringing:
    def test_a_filled_file_becomes_a_draft(self, desk: Any, author: Any) -> None:
        filled = fill_docx(template(desk), {"title": "Cafés", "period": "2019-09/.."})
        answer = bring(desk, filled)
        found = Submission.objects.get()
        assert answer.url == reverse("submissions:tasks", args=[found.pk])
        assert found.answers == {"title": "Cafés", "period": "2019-09/.."}
        assert (found.language, found.author, found.state) == ("tr", author, "draft")
        page = said(desk, answer)
        assert "2 questions are answered from your file." in page
        assert "could not be placed" not in page

    def test_a_row_of_a_spreadsheet_becomes_a_draft(self, desk: Any) -> None:
        book = fill_xlsx(template(desk, "xlsx", "ar"), {"title": "أ"}, {"title": "مقاهي اللغة"})
        first = bring(desk, book, "كتاب.xlsx")
        assert "Only one row was read." in said(desk, first)
        bring(desk, book, "book.XLSX", row="4")
        assert {found.title for found in Submission.objects.all()} == {"أ", "مقاهي اللغة"}
        refused = bring(desk, book, "book.xlsx", row="9")
        assert "Row 9 holds no answers." in refused.content.decode()

    def test_what_has_no_place_is_kept_and_shown(self, desk: Any) -> None:
        document = docx.Document(BytesIO(fill_docx(template(desk), {"title": "Cafés"})))
        document.add_paragraph("Thoughts of a colleague")
        made = BytesIO()
        document.save(made)
        answer = bring(desk, made.getvalue())
        assert "could not be placed" in said(desk, answer)
        earlier = reverse("submissions:earlier", args=[Submission.objects.get().pk])
        page = desk.get(earlier).content.decode()
        assert "Thoughts of a colleague" in page
        assert "Text that has no place in the form" in page

    def test_sent_twice_it_is_one_draft_and_what_was_written_since_stays(self, desk: Any) -> None:
        asked = {"key": str(uuid4())}
        filled = fill_docx(template(desk), {"title": "Cafés", "other_names.name.1": "Tea"})
        bring(desk, filled, **asked)
        before = Submission.objects.get()
        assert bring(desk, filled, **asked).status_code == 302
        assert (fresh(before).answers, fresh(before).saved_at) == (before.answers, before.saved_at)
        Submission.objects.update(answers={**before.answers, "title": "Written since"})
        bring(desk, filled, **asked)
        assert Submission.objects.get().title == "Written since"
        assert Superseded.objects.get().text == "Cafés"

    def test_it_may_answer_a_call(self, desk: Any) -> None:
        open_one = call("Housing", closes=days(5))
        begin = desk.get(f"{reverse('submissions:new')}?call={open_one.slug}").content.decode()
        address = f"{reverse(ADDRESS)}?call={open_one.slug}"
        assert address in begin
        bring(desk, fill_docx(template(desk), {"title": "Cafés"}), address=address)
        assert Submission.objects.get().call == open_one


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("filled.docx", b"", "This file is empty."),
            ("filled.docx", b"%PDF-1.7 nothing", "is not what its name ends in"),
            ("filled.pdf", b"%PDF-1.7 nothing", "Choose a file that ends in .docx"),
            ("filled.docm", b"PK\x03\x04", "Choose a file that ends in .docx"),
        ],
    )
    def test_a_file_that_is_none_says_what_to_do(
        self, desk: Any, name: str, content: bytes, words: str
    ) -> None:
        answer = bring(desk, content, name)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert words in text
        assert "autofocus" in text.partition("<h1>")[0]
        assert not Submission.objects.exists()

    def test_an_empty_form_is_no_draft(self, desk: Any) -> None:
        assert "No answers were found" in bring(desk, template(desk)).content.decode()
        assert not Submission.objects.exists()

    def test_a_large_file_is_not_read(self, desk: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(forms, "LARGEST", 1000)
        assert "too large" in bring(desk, template(desk)).content.decode()

    @override_settings(MEYDAN_LARGEST_UPLOAD=1000)
    def test_a_file_that_was_dropped_on_the_way_is_too_large(self, desk: Any) -> None:
        assert "too large" in bring(desk, template(desk)).content.decode()

    def test_in_the_readers_language(self, author: Any) -> None:
        answer = bring(browser(author), b"", address="/ar/desk/submissions/import/")
        assert "هذا الملف فارغ" in answer.content.decode()


class TestWhose:
    def test_only_representatives_come_in(self) -> None:
        addresses = [reverse(ADDRESS), reverse("submissions:template", args=["en", "docx"])]
        editor = person("editor")
        for address in addresses:
            assert Client().get(address).status_code == 302
            assert browser(editor).get(address).status_code == 403

    @pytest.mark.parametrize("names", [["xx", "docx"], ["en", "pdf"], ["en", "exe"]])
    def test_no_other_file_is_made(self, desk: Any, names: list[str]) -> None:
        assert desk.get(reverse("submissions:template", args=names)).status_code == 404

    def test_another_citys_draft_is_not_written(self, desk: Any) -> None:
        theirs = draft(answers={"title": "Theirs"})
        filled = fill_docx(template(desk), {"title": "Ours"})
        assert bring(desk, filled, key=str(theirs.pk)).status_code == 404
        assert fresh(theirs).answers == {"title": "Theirs"}
