"""What stands in a text document, whatever its format: cells with their lines, and other lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from practices.answers.leaves import Kind, Leaf
from practices.offline.places import Place

MARK = "- "


@dataclass(frozen=True)
class Line:
    """A paragraph, maybe with line ends of its own; an item of a list begins with MARK."""

    text: str

    @property
    def is_item(self) -> bool:
        """Whether it belongs to the list above it."""
        return self.text.startswith(MARK)


@dataclass(frozen=True)
class Cell:
    """A cell of a table, with the bookmarks in it."""

    lines: list[Line]
    bookmarks: list[str]

    @property
    def place(self) -> Place | None:
        """The place that the cell names. What can be seen counts more: a copied bookmark is lost,
        or renamed."""
        shown = (Place.named_by(line.text) for line in self.lines)
        marked = (Place.of(name) for name in self.bookmarks)
        return next((place for place in (*shown, *marked) if place), None)


@dataclass(frozen=True)
class EndOfTable:
    """What follows answers no question of the table above."""


Piece = Line | Cell | EndOfTable


def lines_of(pieces: Iterable[Piece]) -> Iterator[Line]:
    """The lines, with those in the cells of tables."""
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
        elif isinstance(piece, Cell):
            yield from piece.lines


@dataclass
class Content:
    """A document's pieces in their order."""

    pieces: list[Piece] = field(default_factory=list)
    has_pictures: bool = False


@dataclass
class Found:
    """Answers by their places, in the order of the document, and the lines without a place."""

    answers: list[tuple[Place, str]] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)


def found(content: Content) -> Found:
    """What is in the cells below a cell that names a place answers it."""
    result = Found()
    place: Place | None = None
    for piece in content.pieces:
        if isinstance(piece, EndOfTable):
            place = None
        elif isinstance(piece, Line):
            result.loose.append(piece)
        elif named := piece.place:
            place = named
            result.loose.extend(piece.lines)
        elif place:
            result.answers.append((place, _text(place, piece.lines)))
        else:
            result.loose.extend(piece.lines)
    return result


def _text(place: Place, lines: list[Line]) -> str:
    shape = place.shape
    leaf = place.leaf if place.kind else shape
    if isinstance(leaf, Leaf) and leaf.kind is Kind.PROSE:
        return _prose([line for line in lines if line.text.strip()])
    return "\n".join(line.text for line in lines)


def _prose(lines: list[Line]) -> str:
    """Paragraphs with a blank line between them, the items of a list without."""
    text = lines[0].text if lines else ""
    for above, line in pairwise(lines):
        text += ("\n" if above.is_item and line.is_item else "\n\n") + line.text
    return text


def squeezed(lines: Iterable[Line]) -> list[str]:
    """The words of each line, without the marks of lists."""
    return [" ".join(line.text.removeprefix(MARK).split()) for line in lines]
