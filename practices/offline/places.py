"""The names of the boxes of a file: of a field, or of one text of a numbered row of it."""

import re
from dataclasses import dataclass
from typing import Self

from practices.answers.declared import CONSENT, PLAIN, Leaf, Row, Shape, Stream, shapes

# Of the import's own columns, those whose names differ from the fields'.
ALIASES = {"stages": "innovation_stages"}
_SHOWN = re.compile(r"\[([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\]")


@dataclass(frozen=True)
class Place:
    """Where an answer belongs. A stream's place without a row stands for all its rows at once."""

    name: str
    kind: str = ""
    number: int = 0
    child: str = ""

    @property
    def path(self) -> str:
        """`title`, `activities.activity.1.text`, or `results.text.1` for a row of one text."""
        if not self.kind:
            return self.name
        child = [] if self.child == PLAIN else [self.child]
        return ".".join([self.name, self.kind, str(self.number), *child])

    @property
    def shown(self) -> str:
        """The name as it stands in the file, where every program keeps it."""
        return f"[{self.path}]"

    @property
    def bookmark(self) -> str:
        """The name as a bookmark, which stays when the visible one is translated."""
        return self.path.replace(".", "__")

    @property
    def shape(self) -> Shape | None:
        """What the field is made of; nothing for the consent."""
        return shapes().get(self.name)

    @property
    def leaf(self) -> Leaf:
        """The text of a row that it is."""
        return self.row.leaves[self.child]

    def main(self, number: int) -> Self:
        """For a stream as a whole, the text that says most of its row of this number."""
        leaves = self.row.leaves
        child = next((child for child, leaf in leaves.items() if leaf.required), next(iter(leaves)))
        kind = next(iter(self._stream.rows))
        return type(self)(self.name, kind, number, child)

    @property
    def row(self) -> Row:
        """The kind of row that it is in; the first one for a stream as a whole."""
        rows = self._stream.rows
        return rows[self.kind or next(iter(rows))]

    @property
    def _stream(self) -> Stream:
        assert isinstance(self.shape, Stream)  # noqa: S101 - for the types
        return self.shape

    @classmethod
    def of(cls, path: str) -> Self | None:
        """The place that a path or a bookmark names; None where the form has no such place."""
        name, *within = path.strip().lower().replace("__", ".").split(".")
        name = ALIASES.get(name, name)
        if name != CONSENT and name not in shapes():
            return None
        if not within:
            return cls(name)
        return cls._in_row(name, *within) if len(within) in (2, 3) else None

    @classmethod
    def _in_row(cls, name: str, kind: str, number: str, child: str = PLAIN) -> Self | None:
        shape = shapes().get(name)
        row = shape.rows.get(kind) if isinstance(shape, Stream) else None
        if row is None or child not in row.leaves or not re.fullmatch("[0-9]{1,6}", number):
            return None
        return cls(name, kind, int(number), child)

    @classmethod
    def named_by(cls, line: str) -> Self | None:
        """The place that a line names; an answer may hold such a name among other words."""
        match = _SHOWN.fullmatch(line.strip())
        return cls.of(match[1]) if match else None
