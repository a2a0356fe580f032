"""Results as rows of a table whose cells no spreadsheet takes for formulas."""

from collections.abc import Iterator, Mapping
from typing import Any

from core.plain import cell
from search.exports.download import Download
from search.presentation.records import FACETS, codes

SEPARATOR = "; "
LABELLED = ("type", "cities", "countries", "themes", "objectives", "stages")
COLUMNS = (
    "id", "url", "title", "summary", "type", "language", "languages", "cities", "countries",
    "themes", "objectives", "stages", "years", "period", "population", "budget", "lessons",
    "support", "lead", "updated",
)  # fmt: skip
HEADER = (*COLUMNS, *(f"{column}_labels" for column in LABELLED))


def rows(download: Download) -> Iterator[list[str]]:
    """What was asked for and when, an empty row, the header, and a row for each record."""
    for name, value in download.about():
        yield [cell(name), cell(value)]
    yield []
    yield list(HEADER)
    for line in download.lines():
        yield [cell(text) for text in _texts(line, download)]


def _texts(line: Mapping[str, Any], download: Download) -> Iterator[str]:
    for column in COLUMNS:
        yield _text(line, column, download)
    for column in LABELLED:
        labels = (download.names.label(FACETS[column], code) for code in codes(line, column))
        yield SEPARATOR.join(labels)


def _text(line: Mapping[str, Any], column: str, download: Download) -> str:
    if column == "url":
        return download.absolute(line["url"])
    if column == "lessons":
        return "yes" if line["lessons"] else ""
    return SEPARATOR.join(codes(line, column))
