"""What kind of file it is, by its first bytes."""

from typing import BinaryIO

import filetype

from core.inspection.office import OFFICE
from core.inspection.reasons import Reason, RefusedFileError

IMAGES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "webp"})
TEXTS = frozenset({"csv", "txt"})
SAMPLE = 8192  # bytes


def check_head(file: BinaryIO, extension: str) -> None:
    """Compare the beginning of a file with its extension.

    An image may be of any format we take, whatever its name says: phones name them wrongly.

    Raises:
        RefusedFileError: empty, or something else than its name says.
    """
    file.seek(0)
    head = file.read(SAMPLE)
    if not head:
        raise RefusedFileError(Reason.EMPTY)
    if not _agrees(head, extension):
        raise RefusedFileError(Reason.CONTENT)


def _agrees(head: bytes, extension: str) -> bool:
    if extension in TEXTS:
        return _is_plain(head)
    kind = filetype.guess(head)
    if kind is None:
        return False
    if extension in OFFICE:
        # Any archive, and nothing before it; what stands in it is read later.
        return head.startswith(b"PK\x03\x04")
    if extension in IMAGES:
        return kind.extension in IMAGES
    # A reader of PDF looks for its mark further down too: there another file may begin.
    return bool(extension == "pdf" and head.startswith(b"%PDF-"))


def _is_plain(head: bytes) -> bool:
    """Whether it is text, and no mark-up that a browser would show as a page."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"\x00" not in head and filetype.guess(head) is None and not start.startswith(b"<")
