"""The content of a Word document. python-docx leaves out what was inserted while changes were
tracked, and what stands in a content control: so its parts are read as they are."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from practices.offline.archive import tree
from practices.offline.content import MARK, Cell, Content, EndOfTable, Line, Piece, lines_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
BODY = "word/document.xml"
# What was typed beside the text: its place is nowhere.
BESIDE = ("word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")
# Deleted while changes were tracked, moved away, or the same once more for an older program.
GONE = {
    f"{W}del",
    f"{W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
LISTS = ("ListBullet", "ListNumber")


def content(file: BinaryIO) -> Content:
    """The document's pieces.

    Raises:
        RefusedFileError: a part of it cannot be read.
    """
    found = Content()
    with zipfile.ZipFile(file) as archive:
        for name in (BODY, *BESIDE):
            root = tree(archive, name)
            if root is not None:
                found.pieces.extend(_pieces(root))
                found.has_pictures |= root.find(f".//{PICTURE}") is not None
    return found


def _pieces(element: Any) -> Iterator[Piece]:
    for child in element:
        if child.tag in GONE:
            continue
        if child.tag == f"{W}p":
            yield Line(_line(child))
        elif child.tag == f"{W}tbl":
            yield from _cells(child)
            yield EndOfTable()
        else:
            yield from _pieces(child)


def _cells(element: Any) -> Iterator[Cell]:
    for child in element:
        if child.tag == f"{W}tc":
            bookmarks = [mark.get(f"{W}name", "") for mark in child.iter(f"{W}bookmarkStart")]
            yield Cell(list(lines_of(_pieces(child))), bookmarks)
        elif child.tag not in GONE:
            yield from _cells(child)


def _line(paragraph: Any) -> str:
    text = "".join(_words(paragraph))
    return f"{MARK}{text}" if text.strip() and _is_item(paragraph) else text


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == f"{W}p":
            # In a text box.
            yield "\n" + _line(child)
        elif child.tag not in GONE and child.tag != f"{W}pPr":
            yield from _words(child)


def _is_item(paragraph: Any) -> bool:
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    if number is not None:
        return bool(number.get(f"{W}val") != "0")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").startswith(LISTS)
