"""Found texts become answers; what has no place among them is left over, and said so."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from members.typed import MOST_ROWS, clean_text
from practices.answers import Answers
from practices.answers.declared import CONSENT, Leaf, Row, Stream, Terms, shapes
from practices.offline.matching import Matching
from practices.offline.places import Place

Copy = tuple[str, str, int, int]


@dataclass
class Filled:
    """The answers of one file, and (where it stood, text) for what could not be placed.

    `further_rows` are those of a spreadsheet that were not asked for.
    """

    answers: Answers = field(default_factory=dict)
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    has_pictures: bool = False
    further_rows: int = 0


def fill(found: Iterable[tuple[Place, str]], matching: Matching, key: UUID) -> Filled:
    """The answers. The same file read again under the same key gives rows of the same ids."""
    filling = _Filling(matching)
    for place, text in found:
        if text.strip():
            filling.put(place, clean_text(text))
    for name in dict.fromkeys(name for name, *_rest in filling.rows):
        filling.settle(name, key)
    return filling.filled


class _Filling:
    def __init__(self, matching: Matching) -> None:
        self.matching = matching
        self.filled = Filled()
        self.rows: dict[Copy, dict[str, str]] = {}
        self._copies: dict[tuple[str, str, int], int] = {}

    def put(self, place: Place, text: str) -> None:
        """Take one text in."""
        shape = shapes().get(place.name)
        if isinstance(shape, Terms):
            terms = self.matching.terms(shape.model, text)
            held = self.filled.answers.get(place.name, [])
            self.filled.answers[place.name] = list(dict.fromkeys([*held, *terms]))
        elif isinstance(shape, Stream) and not place.kind:
            for number, piece in enumerate(self.matching.pieces(text), 1):
                self._put_in_row(place.main(number), piece)
        elif isinstance(shape, Stream):
            self._put_in_row(place, text)
        elif place.name == CONSENT:
            self._put_consent(text)
        elif isinstance(shape, Leaf):
            self._put_text(place.name, self.matching.text(shape, text))

    def settle(self, name: str, key: UUID) -> None:
        """Make the rows of a field; what is more than the form takes is left over."""
        stream = shapes()[name]
        rows = []
        for copy, texts in self.rows.items():
            if copy[0] == name:
                row = _row(stream, copy, texts, key)
                if not stream.row_of(row).is_blank(row):  # type: ignore[union-attr]
                    rows.append(row)
        if rows:
            self.filled.answers[name] = rows[:MOST_ROWS]
        for row in rows[MOST_ROWS:]:
            self.filled.leftovers.append((name, json.dumps([row], ensure_ascii=False)))

    def _put_text(self, name: str, text: str) -> None:
        there = self.filled.answers.setdefault(name, text)
        if there != text:
            self.filled.leftovers.append((name, text))

    def _put_consent(self, text: str) -> None:
        agrees = self.matching.consent(text)
        if agrees is None:
            self.filled.leftovers.append((CONSENT, text))
        else:
            self.filled.answers[CONSENT] = "yes" if agrees else ""

    def _put_in_row(self, place: Place, text: str) -> None:
        """A text that is there already begins the next copy of its group."""
        group = (place.name, place.kind, place.number)
        copy = self._copies.get(group, 0)
        if place.child in self.rows.get((*group, copy), {}):
            copy = self._copies[group] = copy + 1
        texts = self.rows.setdefault((*group, copy), {})
        texts[place.child] = self.matching.text(place.leaf, text)


def _row(stream: Any, copy: Copy, texts: Mapping[str, str], key: UUID) -> dict[str, Any]:
    _name, kind, *_numbers = copy
    row: Row = stream.rows[kind]
    row_id = str(uuid5(key, ".".join(map(str, copy))))
    return {"id": row_id, "type": kind, **row.texts({}), **texts}
