"""A workbook of one sheet of text, written while its rows are read.

Our own, as others keep the whole file until its last row is known. Every cell is text by its
type: none is ever computed.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from io import RawIOBase
from itertools import islice
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.i18n import direction
from search.batches import batches

MOST_ROWS = 1_048_576  # what a sheet can hold
TOGETHER = 200  # rows

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="sheet.xml"/>'
        "</Relationships>"
    ),
}


class _Pieces(RawIOBase):
    """A file that is read as it is written, and cannot go back."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # zipfile writes only bytes
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        """What was written since this was called last."""
        piece = bytes(self._written)
        self._written.clear()
        return piece


def workbook(rows: Iterable[list[str]], title: str, language: str, day: date) -> Iterator[bytes]:
    """The file, in pieces. Cells must hold nothing that XML cannot; `day` dates what is inside."""
    pieces = _Pieces()
    with ZipFile(pieces, "w") as package:
        for name, text in (*_FIXED.items(), ("xl/workbook.xml", _workbook(title))):
            package.writestr(_entry(name, day), _XML + text)
        with package.open(_entry("xl/sheet.xml", day), "w") as sheet:
            sheet.write((_XML + _sheet_head(language)).encode())
            for some in batches(islice(rows, MOST_ROWS), TOGETHER):
                sheet.write("".join(map(_row, some)).encode())
                yield pieces.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield pieces.taken()


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _workbook(title: str) -> str:
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" r:id="r1"/></sheets></workbook>'
    )


def _sheet_head(language: str) -> str:
    runs = ' rightToLeft="1"' if direction(language) == "rtl" else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{runs} workbookViewId="0"/>'
        "</sheetViews><sheetData>"
    )


def _row(texts: list[str]) -> str:
    cells = (
        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for text in texts
    )
    return f"<row>{''.join(cells)}</row>"
