"""PDF: whole, open to everybody, and without anything that acts by itself."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from core.inspection.reasons import Reason, RefusedFileError

TAIL = 2048
PIECE = 1024 * 1024
# Between two pieces a name may be cut, or an object's head.
OVERLAP = 4096
LONGEST_HEAD = 2048
# Streams of objects, and what they may unpack to together.
MAX_PACKED = 10_000
MAX_UNPACKED = 100 * 1024 * 1024
SMALL_PIECE = 16 * 1024

END = re.compile(rb"%%EOF[\s\x00]*$")
STREAM = re.compile(rb"(?<!end)stream\r?\n")


def _spelt(name: bytes) -> bytes:
    """A pattern for a name: any of its signs may stand as `#` and two digits."""
    signs = b"".join(
        b"(?:%c|#(?i:%02x))" % (sign, sign)
        for sign in name  # ASCII letters only
    )
    return b"/" + signs + rb"(?![A-Za-z0-9])"


# Words long enough that no picture holds them by chance.
FORBIDDEN = {
    Reason.SCRIPTS: re.compile(
        b"|".join(_spelt(name) for name in (b"JavaScript", b"Launch", b"RichMedia"))
    ),
    Reason.NESTED: re.compile(_spelt(b"EmbeddedFile")),
    Reason.PROTECTED: re.compile(_spelt(b"Encrypt")),
}


# A stream that holds objects says so, or where the first of them begins.
HOLDS_OBJECTS = re.compile(_spelt(b"ObjStm") + b"|" + _spelt(b"First"))
FILTERED, TURNED = re.compile(_spelt(b"Filter")), re.compile(_spelt(b"DecodeParms"))


def check_pdf(file: BinaryIO) -> None:
    """Read a PDF to its end, and the objects packed in it.

    Raises:
        RefusedFileError: what is wrong with it.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - TAIL))
    if not END.search(file.read(TAIL)):
        raise RefusedFileError(Reason.DAMAGED)
    packed: dict[int, bytes] = {}
    before = b""
    file.seek(0)
    while piece := file.read(PIECE):
        start = file.tell() - len(piece) - len(before)
        text = before + piece
        _check_words(text)
        packed |= {start + position: head for position, head in _packed(text)}
        if len(packed) > MAX_PACKED:
            raise RefusedFileError(Reason.UNPACKED)
        before = text[-OVERLAP:]
    budget = MAX_UNPACKED
    for position, head in packed.items():
        budget -= _check_packed(file, position, head, budget)


def _check_words(text: bytes) -> None:
    for reason, pattern in FORBIDDEN.items():
        if pattern.search(text):
            raise RefusedFileError(reason)


def _packed(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Where streams of objects begin, in which names stand out of sight; and their heads."""
    for found in STREAM.finditer(text):
        head = text[max(0, found.start() - LONGEST_HEAD) : found.start()]
        head = head[head.rfind(b"endobj") + 1 :]
        if HOLDS_OBJECTS.search(head):
            yield found.end(), head


def _check_packed(file: BinaryIO, position: int, head: bytes, budget: int) -> int:
    """Unpack one stream of objects; how many bytes it was."""
    # Bytes between the rows of a table would hide any word.
    if TURNED.search(head):
        raise RefusedFileError(Reason.DAMAGED)
    file.seek(position)
    unpacking = zlib.decompressobj()
    before, total = b"", 0
    while not unpacking.eof and (piece := unpacking.unconsumed_tail or file.read(SMALL_PIECE)):
        try:
            text = unpacking.decompress(piece, PIECE)
        except zlib.error as error:
            if FILTERED.search(head):
                # Packed in a way that no program of today uses.
                raise RefusedFileError(Reason.DAMAGED) from error
            break  # not packed at all, and so read already
        total += len(text)
        if total > budget:
            raise RefusedFileError(Reason.UNPACKED)
        _check_words(before + text)
        before = text[-OVERLAP:]
    return total
