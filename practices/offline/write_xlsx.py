"""The questions as a workbook: a column for each answer, a row for each practice."""

import re
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from core.i18n import direction
from practices.answers.declared import Terms
from practices.offline.questions import Box

# A sheet's name can be no longer, and cannot hold some signs.
LONGEST_NAME = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
FIRST, LAST = 3, 200  # rows to write in
WIDTH = 24


def xlsx(boxes: list[Box], language: str) -> bytes:
    """The workbook: answers on the first sheet; on the second what is asked, and the options."""
    book = Workbook()
    answers, guidance = book.active, book.create_sheet(_name(_("Guidance")))
    answers.title = _name(_("Answers"))
    book.properties.creator, book.properties.language = "", language
    for sheet in (answers, guidance):
        sheet.sheet_view.rightToLeft = direction(language) == "rtl"
    _fill_guidance(guidance, boxes)
    for column, box in enumerate(boxes, 1):
        _write(answers, 1, column, box.place.path, bold=True)
        _write(answers, 2, column, box.full_label)
        # As text: a spreadsheet would make a day of the month 2019-09.
        answers.column_dimensions[get_column_letter(column)].number_format = "@"
        answers.column_dimensions[get_column_letter(column)].width = WIDTH
        if box.options and not isinstance(box.place.shape, Terms):
            answers.add_data_validation(_options(guidance.title, column + 1, box, column))
    answers.freeze_panes = answers.cell(FIRST, 2)
    guidance.freeze_panes = guidance.cell(2, 2)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _fill_guidance(sheet: Any, boxes: list[Box]) -> None:
    head = (_("Column"), _("Question"), _("Guidance"), _("Choose from"))
    for column, text in enumerate(head, 1):
        _write(sheet, 1, column, text, bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH * (1 + (column in (2, 3)))
    for row, box in enumerate(boxes, 2):
        line = (box.place.path, box.full_label, "\n".join(box.notes), *box.options)
        for column, text in enumerate(line, 1):
            _write(sheet, row, column, text)


def _options(sheet: str, row: int, box: Box, column: int) -> DataValidation:
    """The options as a list to choose from; something else may be written, after a question."""
    last = get_column_letter(3 + len(box.options))
    found = DataValidation(
        type="list",
        formula1=f"{quote_sheetname(sheet)}!$D${row}:${last}${row}",
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
    )
    letter = get_column_letter(column)
    found.add(f"{letter}{FIRST}:{letter}{LAST}")
    return found


def _write(sheet: Any, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = sheet.cell(row, column)
    cell.value = text
    # What begins with an equals sign is no formula.
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)


def _name(text: str) -> str:
    return NOT_IN_NAMES.sub(" ", text)[:LONGEST_NAME]
