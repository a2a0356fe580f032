"""What was typed into a field, as people read it: labels in place of codes, rows as lists."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from practices.answers.declared import CONSENT, Leaf, Stream, Terms, shapes
from practices.answers.terms import names
from taxonomy.models import Coded


@dataclass(frozen=True)
class Piece:
    """A text, with the label of its place in a row; a field of one text has none.

    `is_ours` where it is a label of the site, in the reader's language.
    """

    label: str
    text: str
    is_ours: bool = False


Rows = list[list[Piece]]


def rows_of(path: str, value: Any) -> Rows:
    """A field's content in rows; empty where there is none.

    `value` may also be what `Superseded` keeps of it.
    """
    name = path.partition(".")[0]
    shape = shapes().get(name)
    if isinstance(value, str) and isinstance(shape, Stream | Terms):
        value = _read(value)
    if isinstance(shape, Stream) and isinstance(value, list):
        return [pieces for row in value if (pieces := _row(shape, row))]
    if isinstance(shape, Terms) and isinstance(value, list):
        return [[Piece("", _term(shape.model, code), is_ours=True)] for code in value]
    if name == CONSENT:
        return [[Piece("", _("Yes") if value else _("No"), is_ours=True)]]
    if isinstance(shape, Leaf):
        return [[_piece("", shape, value)]] if value else []
    return [[Piece("", str(value))]] if value else []


def _row(shape: Stream, row: dict[str, str]) -> list[Piece]:
    if row.get("type") not in shape.rows:
        return []
    kind = shape.row_of(row)
    return [
        _piece("" if kind.is_plain else str(leaf.label), leaf, row[name])
        for name, leaf in kind.leaves.items()
        if row.get(name)
    ]


def _piece(label: str, leaf: Leaf, text: Any) -> Piece:
    if leaf.model:
        return Piece(label, _term(leaf.model, text), is_ours=True)
    chosen = dict(leaf.choices).get(text)
    return Piece(label, str(chosen or text), is_ours=chosen is not None)


def _term(model: type[Coded], text: str) -> str:
    return names(model, get_language() or "en").get(text, text)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
