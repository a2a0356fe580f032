"""What keeps readers and editors safe: headers, uploads, pages for errors."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction
from wagtail_factories import DocumentFactory, ImageFactory

from core.enums import RecordType
from core.inspection import RefusedFileError, check_head
from core.models import CheckedDocument, CreditedImage
from tests.factories.pages import PracticePageFactory, home, section
from tests.pages.reading import reader
from tests.uploads import files

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PDF = files.pdf()
DOCX = files.document("docx", {})
PNG = get_test_image_file(size=(200, 200)).file.getvalue()
PROGRAM = files.PROGRAM


@pytest.fixture
def editor(client: Client, db: None) -> Iterator[Client]:
    """The client of an editor."""
    user = User.objects.create_user("editor", password="a-password-for-tests")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    yield client


def policy_of(answer: Any) -> dict[str, list[str]]:
    """The content security policy of an answer: sources by directive."""
    directives = answer.headers["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (directive.split() for directive in directives)}


@pytest.mark.django_db
class TestHeaders:
    @pytest.mark.parametrize("address", ["/en/", "/en/search/", "/en/nowhere/", "/api/v1/search"])
    def test_public_pages_load_nothing_from_elsewhere_and_nothing_inline(
        self, address: str, client: Client
    ) -> None:
        policy = policy_of(client.get(address, {"lang": "en"}))
        assert policy["default-src"] == ["'none'"]
        assert policy["base-uri"] == ["'none'"]
        assert policy["frame-ancestors"] == ["'none'"]
        for directive in ("script-src", "style-src", "font-src", "connect-src", "form-action"):
            assert policy[directive] == ["'self'"]
        assert set(policy["img-src"]) == {"'self'", "data:"}

    def test_no_page_of_ours_needs_what_its_policy_forbids(self, client: Client) -> None:
        record = PracticePageFactory(parent=section())
        for address in ("/en/", "/en/search/", record.get_url(), section().get_url()):
            source = client.get(address).content.decode()
            assert " style=" not in source
            assert "<style" not in source
            assert "<script>" not in source
            assert " onclick=" not in source

    def test_the_admin_has_a_policy_of_its_own(self, editor: Client) -> None:
        policy = policy_of(editor.get(reverse("wagtailadmin_home")))
        assert policy["default-src"] == ["'self'"]
        assert "'unsafe-inline'" in policy["script-src"]
        assert policy["object-src"] == ["'none'"]
        assert policy["frame-ancestors"] == ["'self'"]

    def test_the_policy_of_the_admin_holds_nowhere_else(self, editor: Client) -> None:
        assert "'unsafe-inline'" not in policy_of(editor.get("/en/"))["script-src"]

    @pytest.mark.parametrize("address", ["/en/", "/en/nowhere/", "/healthz"])
    def test_the_other_headers(self, address: str, client: Client) -> None:
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "camera=()" in headers["Permissions-Policy"]

    def test_no_page_loads_anything_from_another_host(self, editor: Client) -> None:
        for address in ("/en/", "/en/search/", reverse("wagtailadmin_home")):
            source = editor.get(address).content.decode()
            loaded = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', source)
            hosts = {urlsplit(found).netloc for found in loaded}
            assert hosts <= {"", "testserver", urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
            assert "gravatar" not in source


class TestContentOfDocuments:
    @pytest.mark.parametrize(
        ("content", "extension"),
        [
            (PDF, "pdf"),
            (b"a;b\n1;2\n", "csv"),
            ("Şehir".encode(), "txt"),
            (DOCX, "docx"),
        ],
    )
    def test_right_content(self, content: bytes, extension: str) -> None:
        check_head(BytesIO(content), extension)

    @pytest.mark.parametrize(
        ("content", "extension"),
        [
            (PROGRAM, "pdf"),
            (DOCX, "pdf"),
            (b"only text", "pdf"),
            (PDF, "docx"),
            (b"only text", "docx"),
            (PDF, "txt"),
            (PROGRAM, "csv"),
            (files.HTML, "txt"),
            (b"\n" + files.SVG, "csv"),
            (b"", "pdf"),
        ],
    )
    def test_wrong_content(self, content: bytes, extension: str) -> None:
        with pytest.raises(RefusedFileError):
            check_head(BytesIO(content), extension)


@pytest.mark.django_db
class TestUploads:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("report.pdf", PROGRAM),
            ("report.pdf", b"<html><script>alert(1)</script>"),
            ("report.docx", PDF),
            ("report.docx", files.document("xlsx", {})),
            ("table.csv", PROGRAM),
        ],
    )
    def test_a_document_that_is_not_what_its_name_says_is_refused(
        self, name: str, content: bytes
    ) -> None:
        document = CheckedDocument(title="Report", file=SimpleUploadedFile(name, content))
        with pytest.raises(ValidationError) as refusal:
            document.full_clean(exclude=["file_hash", "file_size", "uploaded_by_user"])
        assert "Save it again in that format" in refusal.value.message_dict["file"][0]

    def test_what_its_name_says_is_accepted(self) -> None:
        for name, content in (("a.pdf", PDF), ("a.docx", DOCX)):
            file = SimpleUploadedFile(name, content)
            CheckedDocument(title="Report", file=file).full_clean(
                exclude=["file_hash", "file_size", "uploaded_by_user"]
            )
            assert file.read() == content, "a reader after the check begins at the beginning"

    def test_the_admin_refuses_it_with_a_sentence(self, editor: Client) -> None:
        file = SimpleUploadedFile("report.pdf", PROGRAM, "application/pdf")
        answer = editor.post(
            reverse("wagtaildocs:add"), {"title": "Report", "file": file, "collection": "1"}
        )
        assert "Save it again in that format" in answer.content.decode()
        assert not CheckedDocument.objects.exists()

    def test_so_does_the_upload_of_several_files(self, editor: Client) -> None:
        file = SimpleUploadedFile("report.pdf", PROGRAM, "application/pdf")
        answer = editor.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Report", "files[]": file, "collection": "1"},
            headers={"x-requested-with": "XMLHttpRequest"},
        )
        assert answer.json()["success"] is False
        assert not CheckedDocument.objects.exists()

    @pytest.mark.parametrize("name", ["page.html", "picture.svg", "program.exe", "script.js"])
    def test_files_a_browser_might_run_are_no_documents(self, name: str, editor: Client) -> None:
        file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
        editor.post(reverse("wagtaildocs:add"), {"title": "Page", "file": file, "collection": "1"})
        assert not CheckedDocument.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("picture.png", b"only text"),
            ("picture.png", PDF),
            ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("picture.png", PNG[:60]),
            ("picture.png", PNG[: len(PNG) // 2]),
            ("picture.png", PNG[:40] + b"\x00" * 400),
        ],
    )
    def test_an_image_that_is_none_is_refused(
        self, name: str, content: bytes, editor: Client
    ) -> None:
        file = SimpleUploadedFile(name, content, "image/png")
        answer = editor.post(
            reverse("wagtailimages:add"), {"title": "Picture", "file": file, "collection": "1"}
        )
        assert answer.status_code == 200
        assert not CreditedImage.objects.exists()

    def test_a_document_is_served_for_download_under_a_policy(self, client: Client) -> None:
        document = DocumentFactory(file=SimpleUploadedFile("report.pdf", PDF))
        answer = client.get(document.url)
        assert b"".join(answer) == PDF
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert policy_of(answer)["default-src"] == ["'none'"]

    def test_an_image_keeps_the_name_of_who_made_it(self) -> None:
        image = ImageFactory(credit="A. Example, CC BY 4.0")
        assert CreditedImage.objects.get(pk=image.pk).credit == "A. Example, CC BY 4.0"


@pytest.mark.django_db
class TestErrors:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_page_that_does_not_exist(self, language: str, client: Client) -> None:
        answer = client.get(f"/{language}/nowhere/")
        source = answer.content.decode()
        assert answer.status_code == 404
        assert f'<html lang="{language}"' in source
        assert f'action="/{language}/search/"' in source
        assert f'href="/{language}/"' in source

    def test_an_address_without_a_language_that_does_not_exist(self, client: Client) -> None:
        answer = client.get("/nowhere.php", follow=True)
        assert answer.status_code == 404
        assert "site-header" in answer.content.decode()

    def test_the_error_page_needs_neither_database_nor_context(
        self, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(0):
            answer = server_error(RequestFactory().get("/en/"))
        source = answer.content.decode()
        assert answer.status_code == 500
        for language in LANGUAGES:
            assert f'lang="{language}"' in source
        assert "{{" not in source
        assert "{%" not in source

    def test_a_view_that_fails_shows_the_error_page(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: Any, **kwargs: Any) -> None:
            raise LookupError("a detail that nobody should read")

        monkeypatch.setattr(type(home()), "get_context", fail)
        client.raise_request_exception = False
        answer = client.get("/en/")
        assert answer.status_code == 500
        assert "a detail" not in answer.content.decode()
        assert policy_of(answer)["default-src"] == ["'none'"]

    def test_the_site_says_that_it_is_well(self, client: Client) -> None:
        answer = client.get("/healthz")
        assert answer.content == b"ok"
        assert "no-store" in answer.headers["Cache-Control"]
        assert client.post("/healthz").status_code == 405

    def test_the_style_sheets_of_the_site_exist(self, client: Client) -> None:
        source = reader(client.get("/en/")).source
        for address in {part.partition('"')[0] for part in source.split('href="/static/')[1:]}:
            assert client.get(f"/static/{address}").status_code == 200, address


class TestPrivatePages:
    @pytest.mark.parametrize("language", ["en", "ar"])
    @pytest.mark.parametrize("kind", ["password", "login"])
    def test_the_door_of_a_private_page_is_a_page_of_ours(
        self, client: Client, db: None, kind: str, language: str
    ) -> None:
        parent = section(RecordType.PRACTICE, language)
        page = PracticePageFactory(parent=parent, title="Secret title")
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open it")
        answer = client.get(page.get_url(), follow=True)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in text
        assert "site-header" in text
        assert "Secret title" not in text
