"""A filled file becomes answers."""

from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.inspection import Reason, RefusedFileError, inspect
from practices.offline import read_docx, read_odt, read_xlsx
from practices.offline.content import Line, found, squeezed
from practices.offline.filling import Filled, fill
from practices.offline.matching import Matching
from practices.offline.places import Place
from practices.offline.questions import lines as lines_of
from practices.offline.questions import parts

TEXTS = {"docx": read_docx.content, "odt": read_odt.content}
EXTENSIONS = (*TEXTS, "xlsx")
# More than ten times the longest practice we know.
MOST_TEXT = 500_000


def read(
    file: BinaryIO, extension: str, *, key: UUID, language: str, row: int | None = None
) -> Filled:
    """The answers in a file that came from anywhere; `row` is that of a spreadsheet.

    Args:
        file: open in binary mode; can be sought in.
        extension: one of EXTENSIONS.
        key: gives the rows of groups their ids.
        language: that of the person who sent it, in which names of terms are looked for first.
        row: as the spreadsheet counts; the first one with answers where it is None.

    Raises:
        RefusedFileError: it is not what it says, or more than can be read.
        NoSuchRow: the spreadsheet has no answers in that row.
    """
    inspect(file, extension)
    file.seek(0)
    if extension == "xlsx":
        filled = _sheet(file, key, language, row)
    else:
        filled = _document(file, extension, key, language)
    if _length(filled) > MOST_TEXT:
        raise RefusedFileError(Reason.UNPACKED)
    return filled


def _sheet(file: BinaryIO, key: UUID, language: str, row: int | None) -> Filled:
    chosen = read_xlsx.chosen(file, row)
    filled = fill(chosen.answers, Matching(language), key)
    filled.leftovers += [(name or _without_place(), text) for name, text in chosen.others]
    filled.further_rows = chosen.further_rows
    return filled


def _document(file: BinaryIO, extension: str, key: UUID, language: str) -> Filled:
    content = TEXTS[extension](file)
    answers = found(content)
    filled = fill(answers.answers, Matching(language), key)
    filled.has_pictures = content.has_pictures
    if loose := _unknown(answers.loose):
        filled.leftovers.append((_without_place(), "\n".join(loose)))
    return filled


def _unknown(lines: list[Line]) -> list[str]:
    """The lines that are none of ours, whatever the language of the file."""
    ours = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            for part in parts():
                ours.update(squeezed(map(Line, lines_of(part))))
    unknown = []
    for line, words in zip(lines, squeezed(lines), strict=True):
        if words and words not in ours and not Place.named_by(words):
            unknown.append(line.text)
    return unknown


def _without_place() -> str:
    return _("Text that has no place in the form")


def _length(filled: Filled) -> int:
    texts = [str(value) for value in filled.answers.values()]
    return sum(map(len, texts)) + sum(len(text) for _place, text in filled.leftovers)
