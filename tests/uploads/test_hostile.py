"""Three hundred hostile files, each sent, checked by the worker, and asked for."""

import random
import tracemalloc
from collections.abc import Callable
from io import BytesIO

import pytest

from core.inspection import IMAGES, OFFICE, RefusedFileError, extension_of, inspect
from practices.models import Upload
from practices.models.upload import UploadState
from tests.uploads.conftest import Committed, Desk
from tests.uploads.files import HTML, SVG
from tests.uploads.hostile import KINDS, MADE_HARMLESS, File, hostile

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nothing_hostile_is_ever_sent_as_something_that_acts(
    kind: Callable[[random.Random], File], desk: Desk, committed: Committed
) -> None:
    for name, content in hostile(kind):
        with committed():
            answer = desk.add(name, content)
        assert answer.status_code in (200, 302), (name, answer.status_code)
    uploads = Upload.objects.all()
    assert not uploads.waiting().exists()
    for upload in uploads:
        _check_answer(desk, upload)
    if kind not in MADE_HARMLESS:
        assert not uploads.clean().exists()
    page = desk.client.get(desk.address).content.decode()
    assert all(str(upload.explanation) in page for upload in uploads)


def _check_answer(desk: Desk, upload: Upload) -> None:
    """What the address of a file sends is saved, not shown; and refused ones are not sent."""
    answer = desk.open(upload)
    if upload.state == UploadState.REFUSED:
        assert answer.status_code == 404
        assert upload.explanation
        assert not upload.file
        return
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not any(sign in upload.name for sign in '\u202e\u2066\u200f\u2028\u061c\x00"\\/;')
    content = answer.getvalue()
    if upload.is_image:
        assert not any(foreign in content for foreign in (HTML, SVG, b"PK\x03\x04"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_looking_at_them_takes_little_memory(kind: Callable[[random.Random], File]) -> None:
    for name, content in hostile(kind):
        extension = extension_of(name)
        if extension not in IMAGES | OFFICE | {"pdf"}:
            continue
        file = BytesIO(content)
        tracemalloc.start()
        try:
            inspect(file, extension)
        except RefusedFileError as refusal:
            assert refusal.message(extension)
        finally:
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert peak < 16 * MEGABYTE + len(content), name
