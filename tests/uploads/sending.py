"""Files of every kind, sent by a city, and what has to become of each."""

import io
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from core.inspection import Reason
from core.reencode import reencode
from practices.models import Upload
from practices.models.upload import UploadState
from tests.factories.members import representative
from tests.factories.submissions import submission as submission_of
from tests.uploads import files
from tests.uploads.conftest import Desk


@dataclass(frozen=True)
class Sent:
    """A file, and what has to become of it: the reason of its refusal, or what it is then."""

    upload: Upload
    desk: Desk
    content: bytes
    reason: str = ""
    checked: bytes = b""


def send_all(number: int) -> list[Sent]:
    """One of each kind, none like one of another number."""
    draft = submission_of(author=representative())
    desk = Desk(draft, draft.author)
    mark = b"%d" % number
    photo, drawing = noise("JPEG", number), noise("PNG", number)
    damaged, acting = photo[: len(photo) // 2], files.pdf(b"<</S /JavaScript>>", mark)
    plan, table = files.pdf(mark * 100_000), files.document("xlsx", {"a.xml": mark})
    return [
        sent(desk, "photo.jpg", photo, checked=made_anew(photo)),
        sent(desk, "plan.pdf", plan, checked=plan),
        sent(desk, "half.jpg", damaged, reason=Reason.DAMAGED),
        sent(desk, "drawing.png", drawing, checked=made_anew(drawing)),
        sent(desk, "acting.pdf", acting, reason=Reason.SCRIPTS),
        sent(desk, "table.xlsx", table, checked=table),
    ]


def sent(desk: Desk, name: str, content: bytes, **becomes: Any) -> Sent:
    """A file as it was sent by its city."""
    assert desk.add(name, content, alt="A street", credit="City").status_code == 302
    return Sent(Upload.objects.latest("added_at"), desk, content, **becomes)


def noise(kind: str, number: int, size: tuple[int, int] = (800, 600)) -> bytes:
    """A picture that takes its time."""
    pixels = random.Random(number).randbytes(size[0] * size[1] * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", size, pixels).save(file, kind)
    return file.getvalue()


def made_anew(content: bytes) -> bytes:
    """What an image is made into, whoever does it and how often."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as target:
        source.write(content)
        reencode(source, target)
        target.seek(0)
        return target.read()


def check_offers(sent: list[Sent]) -> None:
    """A file is offered whole and after its check, or not at all."""
    for one in sent:
        upload = Upload.objects.get(pk=one.upload.pk)
        answer = one.desk.open(upload)
        if upload.state == UploadState.CLEAN:
            assert answer.getvalue() == one.checked
            continue
        assert answer.status_code == 404
        if upload.state == UploadState.WAITING:
            assert Path(upload.file.path).read_bytes() == one.content
