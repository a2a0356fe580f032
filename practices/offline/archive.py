"""The parts of an office document that are read, each within a limit."""

import re
import zipfile
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from core.inspection import Reason, RefusedFileError

# In bytes, unpacked: many times what our own files have. Pictures are not read.
LARGEST_PART = 5 * 1024 * 1024
LARGEST_TOTAL = 15 * 1024 * 1024
# A spreadsheet of a thousand practices has as many; what opens and what closes counts.
MOST_TAGS = 300_000
# Of a workbook's other parts, of which much more is made: styles, names, relations.
FEWER_TAGS = 30_000
CELLS = re.compile(r"xl/(worksheets/|sharedStrings\.xml$)")
# Elements within each other. Office programs write some thirty.
DEEPEST = 100


def tree(archive: zipfile.ZipFile, name: str, most_tags: int = MOST_TAGS) -> Any:
    """The root of a part; None where the archive has no such part.

    Raises:
        RefusedFileError: it is too large or too deep, no XML, or declares a document type.
    """
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise RefusedFileError(Reason.UNPACKED)
    content = archive.read(name)
    # Before an object is made of each.
    if content.count(b"<") > most_tags:
        raise RefusedFileError(Reason.UNPACKED)
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    level = [root]
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise RefusedFileError(Reason.UNPACKED)


def check_parts(file: BinaryIO) -> None:
    """Look at every part that another library is going to parse, before it does.

    Raises:
        RefusedFileError: for one of the reasons of `tree`, or they are too much together.
    """
    with zipfile.ZipFile(file) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > LARGEST_TOTAL:
            raise RefusedFileError(Reason.UNPACKED)
        for part in parts:
            tree(archive, part.filename, MOST_TAGS if CELLS.match(part.filename) else FEWER_TAGS)
