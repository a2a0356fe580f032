"""A page becomes answers again, once editors have worked on it."""

from typing import Any
from uuid import uuid4

from practices.answers.declared import PLAIN, Answers, Leaf, Row, Stream, Terms, shapes
from practices.answers.terms import Finder
from practices.answers.to_page import read
from practices.models import PracticePage


def from_page(page: PracticePage, before: Answers | None = None) -> Answers:
    """What would have to be typed for this page.

    Where the page still says what `before` says, the answer stays as it was typed; so does what
    could not become part of the page, such as a date nobody can read or a city nobody knows.
    """
    before = before or {}
    finder = Finder(before, page.locale.language_code if page.locale_id else "en")
    answers = dict(before)
    for name, shape in shapes().items():
        value = getattr(page, name)
        if isinstance(shape, Leaf):
            answers[name] = _text(finder, shape, value, before.get(name))
        elif isinstance(shape, Terms):
            answers[name] = _codes(finder, shape, value.all(), before.get(name, []))
        else:
            answers[name] = _rows(finder, shape, value, before.get(name, []))
    return answers


def _text(finder: Finder, leaf: Leaf, value: Any, typed: str | None) -> str:
    text = leaf.text_of(value)
    if typed is None or typed == text:
        return text
    return typed if leaf.text_of(read(finder, leaf, typed, value)) == text else text


def _codes(finder: Finder, shape: Terms, terms: Any, typed: list[str]) -> list[str]:
    codes = [term.code for term in terms]
    kept = []
    for text in typed:
        term = finder.term(shape.model, text)
        if term is None or term.code in codes:
            kept.append(text)
            codes = [code for code in codes if term is None or code != term.code]
    return [*kept, *codes]


def _rows(finder: Finder, stream: Stream, value: Any, typed: list[Any]) -> list[dict[str, Any]]:
    before = {(row["id"], row["type"]): row for row in typed}
    rows = []
    for child in value:
        kind = stream.rows[child.block_type]
        row_id = child.id or str(uuid4())
        was = before.pop((row_id, child.block_type), {})
        texts = {}
        for name in kind.leaves:
            value_there = child.value if name == PLAIN else child.value.get(name)
            texts[name] = _text(finder, kind.leaves[name], value_there, was.get(name))
        rows.append({"id": row_id, "type": child.block_type, **texts})
    return rows + [row for row in before.values() if not _stands_on_page(finder, stream, row)]


def _stands_on_page(finder: Finder, stream: Stream, row: dict[str, Any]) -> bool:
    """Whether a row became a block: one that is not on the page any more was taken off it."""
    kind: Row = stream.row_of(row)
    if kind.is_blank(row):
        return False
    texts = kind.texts(row)
    return not kind.is_plain or bool(read(finder, kind.leaves[PLAIN], texts[PLAIN]))
