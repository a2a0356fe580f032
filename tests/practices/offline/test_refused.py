"""Hostile files are refused in little memory, in words that say what to do."""

import random
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest

from core.inspection import RefusedFileError, extension_of
from practices.offline.reading import EXTENSIONS, read
from practices.offline.writing import FORMATS
from tests.uploads.hostile import KINDS, MADE_HARMLESS, File, hostile

pytestmark = pytest.mark.django_db
REFUSED = [kind for kind in KINDS if kind not in MADE_HARMLESS]
MEGABYTE = 1024 * 1024
# The part of each format that holds the answers.
PART = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}
PAD = b"<!--" + b"x" * 300_000 + b"-->"
BOMB = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
)
BAD_PARTS = {
    # Behind more than the inspection looks at.
    "entities": PAD + BOMB,
    "entities in another encoding": ("\ufeff" + BOMB.decode()).encode("utf-16"),
    "no XML": b"<a><b></a>",
    "too much": b"<a>" + b"<b>x</b>" * (6 * MEGABYTE // 8) + b"</a>",
    "too deep": b"<a>" * 10_000 + b"</a>" * 10_000,
}


def refused(content: bytes, extension: str) -> RefusedFileError:
    tracemalloc.start()
    try:
        with pytest.raises(RefusedFileError) as found:
            read(BytesIO(content), extension, key=uuid4(), language="en")
        assert tracemalloc.get_traced_memory()[1] < 120 * MEGABYTE
    finally:
        tracemalloc.stop()
    assert found.value.message(extension)
    return found.value


@pytest.mark.parametrize(
    "kind", [each for each in KINDS if each not in MADE_HARMLESS], ids=lambda kind: kind.__name__
)
def test_what_no_upload_takes_is_not_read(kind: Callable[[random.Random], File]) -> None:
    for name, content in hostile(kind):
        extension = extension_of(name)
        if extension in EXTENSIONS:
            refused(content, extension)


@pytest.mark.parametrize("wrong", BAD_PARTS)
@pytest.mark.parametrize("extension", FORMATS)
def test_a_part_that_is_hostile_is_not_read(extension: str, wrong: str) -> None:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(FORMATS[extension].write("en"))) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        # So that it is not refused for how tightly it is packed.
        after.writestr("pad.bin", random.Random(1).randbytes(200_000))
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(
                entry.filename, BAD_PARTS[wrong] if entry.filename == PART[extension] else content
            )
    refused(made.getvalue(), extension)
