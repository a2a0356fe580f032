"""Whether a file is what its name says, and holds nothing that acts on who opens it.

Every check reads the file in pieces and stops at a limit: a hostile one takes no more memory or
time than a large honest one.
"""

from typing import BinaryIO

from core.inspection.head import IMAGES, check_head
from core.inspection.names import extension_of, safe_name
from core.inspection.office import OFFICE, check_office
from core.inspection.pdf import check_pdf
from core.inspection.reasons import Reason, RefusedFileError

__all__ = [
    "IMAGES",
    "OFFICE",
    "Reason",
    "RefusedFileError",
    "check_head",
    "extension_of",
    "inspect",
    "safe_name",
]


def inspect(file: BinaryIO, extension: str) -> None:
    """Read a document as far as it takes to trust it, and of an image no more than its mark.

    Images are trusted when they have been made anew (core.reencode): not even their size is read
    outside of that process.

    Args:
        file: can be read and sought in, open in binary mode.
        extension: what the name ends in, in small letters, without the dot.

    Raises:
        RefusedFileError: with the reason.
    """
    check_head(file, extension)
    if extension in OFFICE:
        check_office(file, extension)
    elif extension == "pdf":
        check_pdf(file)
