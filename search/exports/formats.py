"""The forms a file of results can take, each written piece by piece as it is read."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.batches import batches
from search.exports.download import Download
from search.exports.table import rows
from search.exports.xlsx import workbook
from search.presentation.records import described, understood

TOGETHER = 200  # rows
SHEET = "Meydan"


@dataclass(frozen=True)
class Format:
    """`write` gives the file in pieces; what it has read of the index is never more than a few."""

    content_type: str
    write: Callable[[Download], Iterator[bytes]]


class _Line:
    """A file for `csv.writer` that only hands on what is written."""

    def write(self, text: str) -> str:
        return text


def as_csv(download: Download) -> Iterator[bytes]:
    """Comma-separated values of all results."""
    return comma_separated(rows(download))


def comma_separated(table: Iterable[list[str]]) -> Iterator[bytes]:
    """Rows of safe cells as they are read, every cell in quotation marks."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    # Without this mark, spreadsheets read UTF-8 as something else.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    for some in batches(table, TOGETHER):
        yield "".join(str(writer.writerow(row)) for row in some).encode()


def as_xlsx(download: Download) -> Iterator[bytes]:
    """A workbook of one sheet, which runs as the language does."""
    return workbook(rows(download), SHEET, download.request.language, download.day)


def as_json(download: Download) -> Iterator[bytes]:
    """One object: the query, the date, and the records as the interface describes them."""
    head = {
        "query": understood(download.request, whole=True),
        "date": download.day.isoformat(),
        "cut": download.cut,
    }
    yield f'{json.dumps(head)[:-1]}, "records": ['.encode()
    separator = ""
    for some in batches(download.lines(), TOGETHER):
        records = ({**line, "url": download.absolute(line["url"])} for line in some)
        pieces = (json.dumps(described(record, download.names)) for record in records)
        yield (separator + ",\n".join(pieces)).encode()
        separator = ",\n"
    yield b"]}"


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": Format("application/json", as_json),
}
