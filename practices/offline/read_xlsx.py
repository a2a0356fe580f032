"""One row of a spreadsheet, by the names in its first line."""

import datetime
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import load_workbook

from core.inspection import Reason, RefusedFileError
from practices.offline.archive import check_parts
from practices.offline.places import Place
from practices.offline.questions import boxes

MOST_ROWS = 1_000
MOST_COLUMNS = 500
MOST_SHEETS = 3
# The names stand in one of the first rows: above them may be a title.
HEAD_WITHIN = 10
# What openpyxl raises at a workbook that is no workbook.
DAMAGED = (
    *(AttributeError, IndexError, KeyError, OSError, OverflowError, SyntaxError, TypeError),
    *(ValueError, zipfile.BadZipFile),
)
Cells = Mapping[int, str]


class NoSuchRow(Exception):
    """The row that was asked for is empty, or not one of the answers; the text says so."""


@dataclass
class Chosen:
    """The texts of one row: by their places, and (column, text) of columns the form lacks."""

    answers: list[tuple[Place, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    further_rows: int = 0


def chosen(file: BinaryIO, number: int | None = None) -> Chosen:
    """The row of this number, as the spreadsheet counts, or the first one that has answers.

    Raises:
        RefusedFileError: it cannot be read.
        NoSuchRow: there is no such row.
    """
    check_parts(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets = [dict(_cells(sheet)) for sheet in book.worksheets[:MOST_SHEETS]]
    except DAMAGED as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    for rows in sheets:
        if (head := _head(rows)) is not None:
            return _chosen(rows, head, number)
    return Chosen()


def _chosen(rows: Mapping[int, Cells], head: int, number: int | None) -> Chosen:
    names = {column: text for column, text in rows[head].items() if text.strip()}
    labels = _labels()
    filled = [row for row in rows if row > head and not _is_labels(rows[row], names, labels)]
    if number is not None and number not in filled:
        raise NoSuchRow(_("Row %(row)s holds no answers.") % {"row": number})
    if not filled:
        return Chosen()
    result = Chosen(further_rows=len(filled) - 1 if number is None else 0)
    for column, text in rows[filled[0] if number is None else number].items():
        name = names.get(column, "")
        if place := Place.of(name):
            result.answers.append((place, text))
        else:
            result.others.append((name, text))
    return result


def _cells(sheet: Any) -> Iterator[tuple[int, Cells]]:
    """By number the rows that are not empty, with what stands in them by column."""
    lines = sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
    for number, line in enumerate(lines, 1):
        texts = {column: _text(value) for column, value in enumerate(line) if value is not None}
        cells = {column: text for column, text in texts.items() if text.strip()}
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    """A cell as its author would have typed it."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _head(rows: Mapping[int, Cells]) -> int | None:
    """The row in which several columns are named, or the only one is."""
    for number in sorted(rows)[:HEAD_WITHIN]:
        texts = rows[number].values()
        known = [text for text in texts if Place.of(text)]
        if len(known) >= min(2, len(texts)):
            return number
    return None


def _is_labels(cells: Cells, names: Cells, labels: Mapping[str, set[str]]) -> bool:
    """Whether the row is the one that says below each name what it means."""
    same = [text in labels.get(names.get(column, ""), ()) for column, text in cells.items()]
    return sum(same) * 2 > len(same)


def _labels() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for box in boxes():
                found.setdefault(box.place.path, set()).add(box.full_label)
    return found
