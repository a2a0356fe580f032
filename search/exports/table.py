"""Results as rows of a table whose cells no spreadsheet takes for formulas."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from search.exports.download import Download
from search.presentation.records import FACETS, codes
from search.problems import printable

SEPARATOR = "; "
LABELLED = ("type", "cities", "countries", "themes", "objectives", "stages")
COLUMNS = (
    "id", "url", "title", "summary", "type", "language", "languages", "cities", "countries",
    "themes", "objectives", "stages", "years", "period", "population", "budget", "lessons",
    "support", "lead", "updated",
)  # fmt: skip
HEADER = (*COLUMNS, *(f"{column}_labels" for column in LABELLED))
LONGEST_CELL = 32_000  # letters; spreadsheets end at 32,767

_UNSEEN = {"Cf", "Zs", "Mn"}  # signs that are passed over on the way to the first one seen
# How a formula begins; some signs also as East Asian keyboards write them.
_FORMULA = re.compile("[=+@|%\uff1d\uff0b\uff0d\uff20-]")
_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows(download: Download) -> Iterator[list[str]]:
    """What was asked for and when, an empty row, the header, and a row for each record."""
    for name, value in download.about():
        yield [cell(name), cell(value)]
    yield []
    yield list(HEADER)
    for line in download.lines():
        yield [cell(text) for text in _texts(line, download)]


def cell(text: str) -> str:
    """`text` on one line, and never the beginning of a formula.

    An apostrophe before such a sign makes every spreadsheet read the cell as text.
    """
    clean = text[:LONGEST_CELL]
    if not clean.isprintable():
        clean = _NO_XML.sub("", printable(clean))
    seen = next((sign for sign in clean if unicodedata.category(sign) not in _UNSEEN), "")
    return f"'{clean}" if _FORMULA.match(seen) else clean


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
