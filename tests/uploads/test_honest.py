"""Files as members send them: taken, checked, and given back."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image, ImageCms

from core import reencode_child
from core.inspection import RefusedFileError, extension_of, inspect, safe_name
from core.reencode import reencode
from practices.enums import SubmissionState
from practices.models import Upload
from practices.models.upload import UploadState
from practices.steps import STEPS
from practices.uploads.publishing import unready
from tests.factories.members import representative
from tests.factories.submissions import submission as submission_of
from tests.uploads import files
from tests.uploads.conftest import Committed, Desk

MEGABYTE = 1024 * 1024
# A small program, so that what its child took is not hidden by what it takes itself.
MEASURE = """
import os, resource, subprocess, sys
program, source, target = sys.argv[1:]
lifeline, held = os.pipe()
with open(source, "rb") as read, open(target, "wb") as written:
    files = read.fileno(), written.fileno()
    command = [sys.executable, "-I", program, *map(str, files)]
    ended = subprocess.run(command, stdin=lifeline, stdout=subprocess.DEVNULL, pass_fds=files)
print(ended.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def made_anew(source: Path, target: Path) -> str:
    """What the worker makes of an image."""
    with source.open("rb") as read, target.open("wb") as written:
        return reencode(read, written)


@pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx", "odt", "ods", "odp"])
def test_office_documents(extension: str) -> None:
    table = files.document("xlsx", {"xl/worksheets/sheet1.xml": b"<sheet/>"})
    content = files.document(extension, {"ppt/embeddings/Sheet.xlsx": table, "a.png": b"\x89PNG"})
    inspect(BytesIO(content), extension)


def test_a_table_packed_tightly_is_no_bomb() -> None:
    rows = b"<c/>" * MEGABYTE
    inspect(BytesIO(files.document("xlsx", {"sheet.xml": rows})), "xlsx")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Gölcük planı.pdf", "Gölcük planı.pdf"),
        ("خطة.PDF", "خطة.pdf"),
        ("a\u202efdp.exe.pdf", "afdp.exe.pdf"),
        ("../../x.pdf", "x.pdf"),
        ('a"b\r\nX: y.pdf', "a-bX- y.pdf"),
        (". . .pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("e\u0301.pdf\u202e", "\u00e9.pdf"),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert safe_name(name) == shown
    assert extension_of(name) == "pdf"


class TestImages:
    """What is made of them."""

    def test_place_and_camera_are_forgotten_and_it_stands_upright(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = 6, "Camera"
        exif.get_ifd(0x8825)[1] = "N"
        source, target = tmp_path / "a", tmp_path / "b"
        source.write_bytes(files.image("JPEG", (80, 40), exif=exif, comment=b"at home"))
        assert made_anew(source, target) == "jpg"
        with Image.open(target) as made:
            assert made.size == (40, 80)
            assert not dict(made.getexif())
            assert not {"exif", "comment", "icc_profile", "xmp"} & set(made.info)
            # Its left half, yellow, is at the top now.
            assert made.convert("RGB").getpixel((20, 10))[2] < 60  # type: ignore[index]

    def test_transparency_and_colours_stay(self, tmp_path: Path) -> None:
        source, target = tmp_path / "a", tmp_path / "b"
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        picture = Image.new("RGBA", (20, 20), (200, 30, 40, 0))
        picture.paste((200, 30, 40, 255), (0, 0, 10, 20))
        picture.save(source, "PNG", icc_profile=profile)
        assert made_anew(source, target) == "webp"
        with Image.open(target) as made:
            pixels = made.convert("RGBA")
        red, _green, _blue, alpha = pixels.getpixel((3, 3))  # type: ignore[misc]
        assert (alpha, pixels.getpixel((15, 3))[3]) == (255, 0)  # type: ignore[index]
        assert abs(red - 200) < 12

    @pytest.mark.parametrize(
        ("kind", "edges", "options"),
        [("JPEG", (8160, 6120), {"progressive": True}), ("WEBP", (5000, 5000), {"lossless": True})],
    )
    def test_the_largest_are_decoded_in_bounded_memory(
        self, kind: str, edges: tuple[int, int], options: dict[str, Any], tmp_path: Path
    ) -> None:
        source, target = tmp_path / "a", tmp_path / "b"
        mode = "RGB" if kind == "JPEG" else "RGBA"
        Image.new(mode, edges, "#3366aa80").save(source, kind, **options, method=0)
        command = [sys.executable, "-c", MEASURE, reencode_child.__file__, str(source), str(target)]
        answer = subprocess.run(command, capture_output=True, check=True).stdout.split()
        assert answer[0] == b"0"
        assert int(answer[1]) < reencode_child.MEMORY // MEGABYTE
        with Image.open(target) as made:
            assert max(made.size) == reencode_child.LONGEST_EDGE

    @pytest.mark.parametrize("make", [files.png_head, files.gif_head, files.jpeg_head])
    def test_more_than_that_is_not_decoded(
        self, make: Callable[[int, int], bytes], tmp_path: Path
    ) -> None:
        source = tmp_path / "a"
        source.write_bytes(make(9000, 9000))
        with pytest.raises(RefusedFileError, match="pixels"):
            made_anew(source, tmp_path / "b")

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_half_an_image_is_none(self, kind: str, tmp_path: Path) -> None:
        source = tmp_path / "a"
        content = files.image(kind, (300, 300))
        source.write_bytes(content[: len(content) // 2])
        with pytest.raises(RefusedFileError, match="damaged"):
            made_anew(source, tmp_path / "b")


class TestDesk:
    """Adding, describing, opening, removing."""

    def test_an_image_comes_back_as_its_pixels(
        self, checked: Callable[..., Upload], desk: Desk, quarantine: Path
    ) -> None:
        upload = checked("Photo.JPG", files.image(), alt="A street", credit="City")
        assert (upload.state, upload.name) == (UploadState.CLEAN, "Photo.webp")
        with Image.open(BytesIO(desk.open(upload).getvalue())) as made:
            assert made.format == "WEBP"
        assert len([path for path in quarantine.rglob("*") if path.is_file()]) == 1

    @pytest.mark.parametrize("extension", ["docx", "ods"])
    def test_a_document_comes_back_as_it_was(
        self, extension: str, checked: Callable[..., Upload], desk: Desk
    ) -> None:
        content = files.document(extension, {"a.xml": b"<a/>"})
        answer = desk.open(checked(f"Gölcük planı.{extension}", content))
        assert answer.getvalue() == content
        assert "G%C3%B6lc%C3%BCk%20plan%C4%B1" in answer.headers["Content-Disposition"]
        assert zipfile.is_zipfile(BytesIO(content))

    def test_it_is_the_last_step_of_the_form(self, desk: Desk) -> None:
        page = desk.client.get(desk.address).content.decode()
        assert "Step 8 of 8" in page
        for kind in STEPS:
            address = reverse("submissions:step", args=[desk.submission.pk, kind.slug])
            current = ' aria-current="step"' if kind.slug == "files" else ""
            assert f'<a href="{address}"{current}' in page

    def test_its_limits_are_written_as_the_reader_writes(self, desk: Desk) -> None:
        page = desk.client.get(desk.address.replace("/en/", "/ar/")).content.decode()
        limits = page.partition('<p id="limits">')[2].partition("</p>")[0]
        assert "٢٥" in limits and not any(digit in limits for digit in "0123456789")

    def test_before_the_check_nobody_opens_it(self, desk: Desk) -> None:
        desk.add("plan.pdf", files.pdf())
        assert desk.open(Upload.objects.get()).status_code == 404
        assert "Being checked" in desk.client.get(desk.address).content.decode()

    def test_an_image_without_words_is_kept_and_its_words_asked_for(self, desk: Desk) -> None:
        answer = desk.add("a.png", files.image(), credit="City")
        upload = Upload.objects.get()
        address = reverse("submissions:file-description", args=[desk.submission.pk, upload.pk])
        assert answer.headers["Location"] == address
        assert unready(desk.submission) == [upload]
        refused = desk.client.post(address, {"alt": " ", "credit": "City"}).content.decode()
        assert "autofocus" in refused
        assert 'value="City"' in refused
        desk.client.post(address, {"alt": "A street", "credit": "City"})
        upload.refresh_from_db()
        assert (upload.alt, upload.credit) == ("A street", "City")

    def test_what_was_typed_stays_when_the_file_is_refused(self, desk: Desk) -> None:
        page = desk.add("a.png", b"", alt="A street", credit="City").content.decode()
        assert "This file is empty" in page
        assert "A street" in page
        assert 'value="City"' in page

    def test_the_same_file_is_kept_once(self, desk: Desk) -> None:
        for _time in range(2):
            desk.add("plan.pdf", files.pdf())
        assert Upload.objects.count() == 1

    def test_there_is_an_end_to_them(self, desk: Desk, settings: Any) -> None:
        settings.MEYDAN_FILES_A_SUBMISSION = 2
        pages = [desk.add(f"{n}.pdf", files.pdf(b"%d" % n)) for n in range(3)]
        assert [page.status_code for page in pages] == [302, 302, 200]
        assert "Remove one before you add another" in pages[2].content.decode()
        first = Upload.objects.values_list("pk", flat=True)[0]
        desk.client.post(reverse("submissions:file-remove", args=[desk.submission.pk, first]))
        assert desk.add("3.pdf", files.pdf(b"3")).status_code == 302

    def test_one_that_is_too_large_for_us_is_refused(self, desk: Desk, settings: Any) -> None:
        settings.MEYDAN_LARGEST_DOCUMENT = 1000
        page = desk.add("a.pdf", files.pdf(b" " * 1000), credit="City").content.decode()
        assert "too large" in page
        settings.MEYDAN_LARGEST_UPLOAD = 500
        page = desk.add("a.pdf", files.pdf(b" " * 1000), credit="City").content.decode()
        assert "too large" in page
        assert 'value="City"' in page
        assert not Upload.objects.exists()

    def test_what_is_removed_is_gone(
        self, checked: Callable[..., Upload], desk: Desk, committed: Committed, quarantine: Path
    ) -> None:
        upload = checked("plan.pdf", files.pdf())
        address = reverse("submissions:file-remove", args=[desk.submission.pk, upload.pk])
        desk.client.get(address)
        assert desk.open(upload).status_code == 200
        with committed():
            desk.client.post(address)
        assert desk.open(upload).status_code == 404
        assert not [path for path in quarantine.rglob("*") if path.is_file()]


class TestOthers:
    """Who has no business with it."""

    def test_another_city_finds_nothing(self, checked: Callable[..., Upload], desk: Desk) -> None:
        upload = checked("plan.pdf", files.pdf())
        stranger = Desk(desk.submission, representative())
        assert stranger.open(upload).status_code == 404
        assert stranger.client.get(desk.address).status_code == 404
        assert stranger.add("a.pdf", files.pdf()).status_code == 404
        own = submission_of(author=representative())
        stranger = Desk(own, own.author)
        assert stranger.open(upload).status_code == 404, "a file of another submission"
        for name in ("file-remove", "file-description"):
            address = reverse(f"submissions:{name}", args=[desk.submission.pk, upload.pk])
            assert stranger.client.post(address, {"alt": "x", "credit": "x"}).status_code == 404
        assert Upload.objects.get().state == UploadState.CLEAN

    def test_a_colleague_does(self, checked: Callable[..., Upload], desk: Desk) -> None:
        upload = checked("plan.pdf", files.pdf())
        colleague = Desk(desk.submission, representative(desk.submission.organisation))
        assert colleague.open(upload).status_code == 200

    def test_in_review_it_stays_as_it_was_sent(
        self, checked: Callable[..., Upload], desk: Desk
    ) -> None:
        upload = checked("plan.pdf", files.pdf())
        type(desk.submission).objects.update(state=SubmissionState.IN_REVIEW)
        assert desk.open(upload).status_code == 200
        assert desk.add("b.pdf", files.pdf(b"2")).status_code == 403
        address = reverse("submissions:file-remove", args=[desk.submission.pk, upload.pk])
        assert desk.client.post(address).status_code == 403
        assert Upload.objects.get().state == UploadState.CLEAN
