"""Files filled in as their programs do it, by the libraries that know their formats."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import docx
import odfdo
import openpyxl

from practices.answers import Answers
from practices.answers.declared import CONSENT, Leaf, Stream, Terms, shapes
from practices.offline.places import Place


def texts_of(answers: Answers) -> dict[str, str]:
    """The answers as somebody would write them into the boxes, by the names of those."""
    found = {}
    for name, value in answers.items():
        shape = shapes().get(name)
        if isinstance(shape, Terms):
            found[name] = "; ".join(value)
        elif isinstance(shape, Stream):
            numbers: dict[str, int] = {}
            for row in value:
                kind = row["type"]
                numbers[kind] = numbers.get(kind, 0) + 1
                for child in shape.rows[kind].leaves:
                    found[Place(name, kind, numbers[kind], child).path] = row[child]
        else:
            assert isinstance(shape, Leaf) or name == CONSENT
            found[name] = value
    return found


def without_ids(answers: Answers) -> Answers:
    """The answers but for the ids of rows, which are made anew."""
    return {
        name: [{k: v for k, v in row.items() if k != "id"} for row in value]
        if isinstance(shapes().get(name), Stream)
        else value
        for name, value in answers.items()
    }


def fill_docx(empty: bytes, texts: Mapping[str, str]) -> bytes:
    """Word: a paragraph for each that a blank line parts, a line break for a line end."""
    document = docx.Document(BytesIO(empty))
    left = dict(texts)
    for table in document.tables:
        for asked, answer in zip(table.rows[::2], table.rows[1::2], strict=True):
            text = left.pop(_name(asked.cells[0].text), "")
            cell = answer.cells[0]
            first, *others = text.split("\n\n")
            cell.paragraphs[0].add_run(first)
            for paragraph in others:
                cell.add_paragraph(paragraph)
    assert not left
    return _saved(document)


def fill_odt(empty: bytes, texts: Mapping[str, str]) -> bytes:
    """LibreOffice, likewise."""
    document = odfdo.Document(BytesIO(empty))
    left = dict(texts)
    for table in document.body.get_elements("//table:table"):
        cells: Any = table.get_elements("table:table-row/table:table-cell")
        for asked, answer in zip(cells[::2], cells[1::2], strict=True):
            text = left.pop(_name(asked.get_elements("text:p")[-1].text), "")
            answer.clear()
            for paragraph in text.split("\n\n"):
                answer.append(odfdo.Paragraph(paragraph))
    assert not left
    return _saved(document)


def fill_xlsx(empty: bytes, *rows: Mapping[str, str]) -> bytes:
    """Excel: a row for each practice."""
    book = openpyxl.load_workbook(BytesIO(empty))
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for number, texts in enumerate(rows, 3):
        for name, text in texts.items():
            cell = sheet.cell(number, columns[name])
            cell.value = text
            cell.data_type = "s"
    return _saved(book)


def _name(text: str) -> str:
    return text.rpartition("[")[2].rpartition("]")[0]


def _saved(document: Any) -> bytes:
    made = BytesIO()
    document.save(made)
    return made.getvalue()


Fill = Callable[[bytes, Mapping[str, str]], bytes]
FILL: Mapping[str, Fill] = {"docx": fill_docx, "odt": fill_odt, "xlsx": fill_xlsx}
