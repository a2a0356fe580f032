"""The content of an OpenDocument text."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from practices.offline.archive import tree
from practices.offline.content import MARK, Cell, Content, EndOfTable, Line, Piece, lines_of

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, DRAW = (NAMES % name for name in ("office", "text", "table", "drawing"))
BODY = f"{OFFICE}body/{OFFICE}text"
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
BOOKMARKS = {f"{TEXT}bookmark", f"{TEXT}bookmark-start"}
# What was typed beside the text: its place is nowhere.
BESIDE = {f"{TEXT}note", f"{OFFICE}annotation"}
# What was deleted while changes were tracked.
GONE = f"{TEXT}tracked-changes"
SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
SPACES = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 100


def content(file: BinaryIO) -> Content:
    """The document's pieces.

    Raises:
        RefusedFileError: its text cannot be read.
    """
    with zipfile.ZipFile(file) as archive:
        root = tree(archive, "content.xml")
    body = None if root is None else root.find(BODY)
    if body is None:
        return Content()
    beside = [
        Line(_line(paragraph))
        for note in body.iter()
        if note.tag in BESIDE
        for paragraph in note.iter()
        if paragraph.tag in PARAGRAPHS
    ]
    has_pictures = body.find(f".//{DRAW}image") is not None
    return Content([*_pieces(body), *beside], has_pictures)


def _pieces(element: Any, mark: str = "") -> Iterator[Piece]:
    for child in element:
        if child.tag in PARAGRAPHS:
            text = _line(child)
            yield Line(f"{mark}{text}" if text.strip() else text)
        elif child.tag == f"{TABLE}table":
            yield from _cells(child)
            yield EndOfTable()
        elif child.tag != GONE:
            yield from _pieces(child, MARK if child.tag == f"{TEXT}list-item" else mark)


def _cells(element: Any) -> Iterator[Cell]:
    for child in element:
        if child.tag == f"{TABLE}table-cell":
            bookmarks = [
                mark.get(f"{TEXT}name", "") for mark in child.iter() if mark.tag in BOOKMARKS
            ]
            yield Cell(list(lines_of(_pieces(child))), bookmarks)
        else:
            yield from _cells(child)


def _line(paragraph: Any) -> str:
    return "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    yield SPACES.sub(" ", element.text or "")
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(_count(child.get(f"{TEXT}c", "1")), MOST_SPACES)
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag in PARAGRAPHS:
            # In a text box.
            yield "\n" + _line(child)
        elif child.tag not in BESIDE:
            yield from _words(child)
        yield SPACES.sub(" ", child.tail or "")


def _count(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 1
