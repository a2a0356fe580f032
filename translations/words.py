"""Telling the words of a record, which are translated, from its facts, which are not.

A text is named by its path, the one wagtail-localize gives it: `summary`, `figures.<id of the
block>.label`. What is no text of a translatable field is a fact: numbers, dates, codes, terms,
addresses.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from core.models import KnowledgePage

WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock, blocks.RichTextBlock)


Names = tuple[str | Promise, ...]


@dataclass(frozen=True)
class Word:
    """A text in one language; `rich` texts are HTML.

    `names` are those of the field and of the blocks it stands in, as editors know them.
    """

    path: str
    text: str
    rich: bool
    names: Names = field(default=(), compare=False)

    @property
    def label(self) -> str:
        """Where the text stands, in the reader's language: `Figures › What is counted`."""
        return " › ".join(capfirst(str(name)) for name in self.names if name)


Visit = Callable[[Word], str]


@cache
def word_fields(model: type[KnowledgePage]) -> tuple[Any, ...]:
    """The fields that hold words: texts, and streams whose blocks do.

    The slug is not among them: each language has its own from the beginning.
    """
    return tuple(
        declared.get_field(model)
        for declared in get_translatable_fields(model)
        if isinstance(declared, TranslatableField) and declared.field_name != "slug"
    )


def texts_of(page: KnowledgePage) -> dict[str, str]:
    """Every text by its path, in the order of the fields; empty ones too."""
    return {word.path: word.text for word in _words(page)}


def words_of(page: KnowledgePage) -> dict[str, Word]:
    """Every word by its path, in the order of the fields; empty ones left out."""
    return {word.path: word for word in _words(page) if word.text}


def digest(content: Any) -> str:
    """A short name for what can be written as JSON; equal for equal contents, on every machine."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
    return blake2b(canonical, digest_size=16).hexdigest()


def raw_stream(page: KnowledgePage, field: StreamField) -> list[Any]:
    """A stream as it is stored: blocks with type, value and id."""
    prepared = field.stream_block.get_prep_value(field.value_from_object(page))
    stored: list[Any] = json.loads(json.dumps(prepared, cls=DjangoJSONEncoder))
    return stored


def is_word(block: blocks.Block) -> bool:
    """Whether what stands in a block is for a translator."""
    return isinstance(block, WORDS) and not hasattr(block, "get_translatable_segments")


def map_words(block: blocks.Block, raw: Any, path: str, visit: Visit, names: Names = ()) -> Any:
    """Stored stream data with each word replaced by what `visit` makes of it.

    What the block does not know, as after a change of its code, stays as it is. `names` are those
    of what the block stands in.
    """
    if is_word(block):
        return visit(Word(path, raw, _is_rich(block), names)) if isinstance(raw, str) else raw
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {
            name: _map_child(block.child_blocks[name], value, f"{path}.{name}", visit, names)
            if name in block.child_blocks
            else value
            for name, value in raw.items()
        }
    if isinstance(raw, list):
        return [_map_item(block, item, path, visit, names) for item in raw]
    return raw


def child_of(block: blocks.Block, item: Any) -> blocks.Block | None:
    """The block that an item of a stored list or stream is of; None where there is none."""
    if not isinstance(item, dict) or not item.get("id") or "value" not in item:
        return None
    if isinstance(block, blocks.ListBlock):
        child: blocks.Block = block.child_block
        return child
    if isinstance(block, blocks.StreamBlock):
        return block.child_blocks.get(item.get("type"))
    return None


def _map_item(block: blocks.Block, item: Any, path: str, visit: Visit, names: Names) -> Any:
    child = child_of(block, item)
    if child is None:
        return item
    value = _map_child(child, item["value"], f"{path}.{item['id']}", visit, names)
    return {**item, "value": value}


def _map_child(child: blocks.Block, raw: Any, path: str, visit: Visit, names: Names) -> Any:
    return map_words(child, raw, path, visit, (*names, child.label))


def _is_rich(block: blocks.Block) -> bool:
    return isinstance(block, blocks.RichTextBlock)


def _words(page: KnowledgePage) -> Iterator[Word]:
    found: list[Word] = []

    def note(word: Word) -> str:
        found.append(word)
        return word.text

    for declared in word_fields(type(page)):
        name, names = declared.name, (declared.verbose_name,)
        if isinstance(declared, StreamField):
            map_words(declared.stream_block, raw_stream(page, declared), name, note, names)
        else:
            text = declared.value_from_object(page) or ""
            note(Word(name, text, isinstance(declared, RichTextField), names))
    yield from found
