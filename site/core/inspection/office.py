"""Office documents: archives whose every entry is read once, within limits."""

import io
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

import filetype

from core.inspection.reasons import Reason, RefusedFileError

MICROSOFT = {
    "docx": b"wordprocessingml.document.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
OPEN = {"odp": b"presentation", "ods": b"spreadsheet", "odt": b"text"}
OFFICE = frozenset(MICROSOFT) | frozenset(OPEN)

MAX_ENTRIES = 5_000
MAX_DIRECTORY = 2 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 100
# Small files may be packed more tightly: an empty table is one row, repeated.
RATIO_COUNTS_FROM = 5 * 1024 * 1024
MAX_EMBEDDED = 10 * 1024 * 1024
PIECE = 256 * 1024

END = struct.Struct("<4s4H2LH")
# Before the end of a long archive: a second end, whose word counts more.
LOCATOR, LOCATOR_SIZE = b"PK\x06\x07", 20
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
PROGRAMS = re.compile(
    r"(?:^|/)(?:vbaProject|vbaData|activeX|macrosheets|ctrlProps)(?:[./\d]|$)|^(?:Basic|Scripts)/"
    r"|\.(?:bas|bat|cmd|com|dll|exe|hta|jar|js|jse|lnk|msi|ps1|scr|sh|vbe|vbs|wsf)$",
    re.IGNORECASE,
)
# The table behind a chart is a workbook of its own.
BEHIND_A_CHART = re.compile(r"/embeddings/[^/]+\.(docx|pptx|xlsx)$", re.IGNORECASE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    *("7z", "Z", "ar", "bz2", "cab", "crx", "deb", "elf", "exe", "gz", "lz", "lz4", "lzo"),
    *("pdf", "rar", "rpm", "swf", "tar", "xz", "zst"),
}


def check_office(file: BinaryIO, extension: str) -> None:
    """Unpack an office document to its end, and keep nothing of it.

    Raises:
        RefusedFileError: what is wrong with it.
    """
    try:
        _check(file, extension, MAX_TOTAL, is_embedded=False)
    except (zipfile.BadZipFile, zlib.error, struct.error) as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    # What `zipfile` raises for entries it does not understand, and for ends that come too early.
    except (EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise RefusedFileError(Reason.DAMAGED) from error


def _check(file: BinaryIO, extension: str, budget: int, *, is_embedded: bool) -> int:
    """Unpack within a budget of bytes; what is left of it."""
    size = _check_directory(file)
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        _check_sizes(entries, size, budget)
        _check_type(archive, extension)
        budget -= sum(entry.file_size for entry in entries)
        for entry in entries:
            embedded = BEHIND_A_CHART.search(entry.filename)
            if embedded and not is_embedded and entry.file_size <= MAX_EMBEDDED:
                inner = io.BytesIO(archive.read(entry))
                budget = _check(inner, embedded[1].lower(), budget, is_embedded=True)
            else:
                _check_entry(archive, entry)
    return budget


def _check_directory(file: BinaryIO) -> int:
    """Refuse an archive with something before, behind or between; its size in bytes.

    `zipfile` takes the directory into memory whole, so that its length is looked at first.
    """
    size = file.seek(0, io.SEEK_END)
    if size < END.size:
        raise RefusedFileError(Reason.DAMAGED)
    file.seek(max(0, size - END.size - LOCATOR_SIZE))
    tail = file.read()
    mark, _disk, _first, _here, entries, length, start, comment = END.unpack(tail[-END.size :])
    if mark != b"PK\x05\x06" or tail.startswith(LOCATOR) or comment:
        raise RefusedFileError(Reason.DAMAGED)
    if start + length + END.size != size:
        raise RefusedFileError(Reason.DAMAGED)
    if entries > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise RefusedFileError(Reason.UNPACKED)
    return size


def _check_sizes(entries: list[zipfile.ZipInfo], size: int, budget: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or total > budget:
        raise RefusedFileError(Reason.UNPACKED)
    if total > RATIO_COUNTS_FROM and total > MAX_RATIO * size:
        raise RefusedFileError(Reason.UNPACKED)
    # Entries may share their bytes, and so unpack to more than an archive of this size holds.
    if sum(entry.compress_size for entry in entries) > size:
        raise RefusedFileError(Reason.UNPACKED)
    if len({entry.filename for entry in entries}) < len(entries):
        raise RefusedFileError(Reason.DAMAGED)


def _check_type(archive: zipfile.ZipFile, extension: str) -> None:
    """Whether the archive names itself a document of this kind."""
    name = "[Content_Types].xml" if extension in MICROSOFT else "mimetype"
    if name not in archive.namelist():
        raise RefusedFileError(Reason.CONTENT)
    with archive.open(name) as stream:
        declared = stream.read(PIECE)
    if b"macroEnabled" in declared or b"vbaProject" in declared:
        raise RefusedFileError(Reason.MACROS)
    if extension in MICROSOFT:
        agrees = MICROSOFT[extension] in declared
    else:
        agrees = declared.strip() == b"application/vnd.oasis.opendocument." + OPEN[extension]
    if not agrees:
        raise RefusedFileError(Reason.CONTENT)


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise RefusedFileError(Reason.PROTECTED)
    if PROGRAMS.search(entry.filename):
        raise RefusedFileError(Reason.MACROS)
    parts = entry.filename.split("/")
    if entry.compress_type not in PACKINGS or ".." in parts or parts[0] == "":
        raise RefusedFileError(Reason.DAMAGED)
    with archive.open(entry) as stream:
        head = stream.read(PIECE)
        if head.startswith((OLE, b"PK\x03\x04", b"PK\x05\x06")) or _is_foreign(head):
            raise RefusedFileError(Reason.NESTED)
        # Entities multiply in whatever program reads them; no office program writes any.
        if b"<!ENTITY" in head:
            raise RefusedFileError(Reason.UNPACKED)
        while stream.read(PIECE):  # to the end, where its checksum is compared
            pass


def _is_foreign(head: bytes) -> bool:
    kind = filetype.guess(head[:512])
    return kind is not None and kind.extension in FOREIGN
