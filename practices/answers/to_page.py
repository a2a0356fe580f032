"""Answers become a page."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from practices.answers.declared import PLAIN, Answers, Leaf, Row, Stream, Terms, shapes
from practices.answers.terms import Finder
from practices.models import PracticePage
from taxonomy.models import Organisation


def to_page(answers: Answers, page: PracticePage, *, organisation: Organisation) -> PracticePage:
    """Set the page's fields to what was typed; nothing is saved.

    What is not valid is left out, so that the page can always be shown: the answers keep it, and
    the steps report it. Fields never asked for stay as they are, and so does an editor's formatting
    of paragraphs whose words are the same. Rows keep their ids.
    """
    finder = Finder(answers, page.locale.language_code if page.locale_id else "en")
    page.lead_organisation = organisation
    for name, shape in shapes().items():
        if name not in answers:
            continue
        old = getattr(page, name)
        if isinstance(shape, Leaf):
            value: Any = read(finder, shape, answers[name], old)
        elif isinstance(shape, Terms):
            found = [finder.term(shape.model, text) for text in answers[name]]
            value = list(dict.fromkeys(term for term in found if term))
        else:
            value = _blocks(finder, shape, answers[name], old)
        setattr(page, name, value)
    return page


def read(finder: Finder, leaf: Leaf, text: str, old: Any = None) -> Any:
    """The value of what was typed, and nothing where it is not valid."""
    try:
        return finder.value_of(leaf, text, old)
    except ValidationError:
        return leaf.empty


def _blocks(
    finder: Finder, stream: Stream, rows: list[dict[str, Any]], old: StreamValue
) -> StreamValue:
    before = {(child.id, child.block_type): child.value for child in old}
    blocks = []
    for row in rows:
        kind = stream.row_of(row)
        value = _value(finder, kind, row, before.get((row["id"], row["type"])))
        if value is not None:
            blocks.append((row["type"], kind.block.normalize(value), row["id"]))
    return StreamValue(old.stream_block, blocks)


def _value(finder: Finder, kind: Row, row: Mapping[str, Any], old: Any) -> Any:
    """The value of a row's block; None for a row that stands for nothing."""
    texts = kind.texts(row)
    if kind.is_plain:
        leaf = kind.leaves[PLAIN]
        return read(finder, leaf, texts[PLAIN], old) or None
    if kind.is_blank(row) and (old is None or texts != texts_of(kind, old)):
        return None
    return {
        name: read(finder, leaf, texts[name], old.get(name) if old else None)
        for name, leaf in kind.leaves.items()
    }


def texts_of(kind: Row, value: Any) -> dict[str, str]:
    """The texts that stand for the value of a block."""
    if kind.is_plain:
        return {PLAIN: kind.leaves[PLAIN].text_of(value)}
    return {name: leaf.text_of(value.get(name)) for name, leaf in kind.leaves.items()}
