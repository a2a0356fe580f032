"""Results as rows of a table whose cells no spreadsheet takes for formulas."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from core.plain import cell
from search.exports.download import Download
from search.names import Names
from search.presentation.records import FACETS, codes

SEPARATOR = "; "
LABELLED = (
    "type", "cities", "countries", "themes", "objectives", "stages", "population", "budget",
    "support",
)  # fmt: skip
COLUMNS = (
    "id", "url", "title", "summary", "type", "language", "languages", "cities", "countries",
    "themes", "objectives", "stages", "years", "period", "population", "budget", "lessons",
    "support", "lead", "updated",
)  # fmt: skip
HEADER = (*COLUMNS, *(f"{column}_labels" for column in LABELLED))


def rows(download: Download) -> Iterator[list[str]]:
    """What was asked for and when, an empty row, the header, and a row for each record."""
    yield from head(download.about(), HEADER)
    for line in download.lines():
        yield record_row(line, download.names, download.absolute)


def head(about: Iterable[tuple[str, str]], header: Iterable[str]) -> Iterator[list[str]]:
    """What the table is, by name and value, an empty row, and the names of the columns."""
    for name, value in about:
        yield [cell(name), cell(value)]
    yield []
    yield list(header)


def record_row(line: Mapping[str, Any], names: Names, absolute: Callable[[str], str]) -> list[str]:
    """The safe cells of a record under `HEADER`; `absolute` completes an address."""
    return [cell(text) for text in _texts(line, names, absolute)]


def _texts(line: Mapping[str, Any], names: Names, absolute: Callable[[str], str]) -> Iterator[str]:
    for column in COLUMNS:
        yield absolute(line["url"]) if column == "url" else _text(line, column)
    for column in LABELLED:
        yield SEPARATOR.join(names.label(FACETS[column], code) for code in codes(line, column))


def _text(line: Mapping[str, Any], column: str) -> str:
    if column == "lessons":
        return "yes" if line["lessons"] else ""
    return SEPARATOR.join(codes(line, column))
