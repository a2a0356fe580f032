"""Bringing the facts of an original into its translation, and leaving the words alone."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Field
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import KnowledgePage
from translations.words import (
    Word,
    child_of,
    is_word,
    map_words,
    raw_stream,
    word_fields,
)


def merge(
    original: KnowledgePage,
    translation: KnowledgePage,
    texts: Mapping[str, str],
    *,
    follow: Collection[str],
) -> set[str]:
    """Give a translation, in memory, the facts of the original; emptied ones are emptied.

    The streams named in `follow` get the original's blocks with the words of `texts`, and where
    these have none, the original's. Other streams keep their own blocks and words; in blocks
    that the original has as well the facts become the original's.

    Returns:
        The paths at which the words had to come from the original.
    """
    lacking: set[str] = set()

    def take(word: Word) -> str:
        if word.path not in texts and word.text:
            lacking.add(word.path)
        return texts.get(word.path, word.text)

    for declared in get_translatable_fields(type(original)):
        if isinstance(declared, SynchronizedField):
            _copy(declared.get_field(type(original)), original, translation)
    for field in word_fields(type(original)):
        if isinstance(field, StreamField):
            block, source = field.stream_block, raw_stream(original, field)
            own = raw_stream(translation, field)
            if field.name in follow:
                merged = map_words(block, source, field.name, take)
            else:
                merged = _with_facts(block, source, own)
            if merged != own:
                setattr(translation, field.name, field.to_python(merged))
    return lacking


def _copy(field: "Field[Any, Any]", original: KnowledgePage, translation: KnowledgePage) -> None:
    if isinstance(field, ParentalManyToManyField):
        values = list(getattr(original, field.name).all())
        if set(values) != set(getattr(translation, field.name).all()):
            setattr(translation, field.name, values)
    elif isinstance(field, StreamField):
        raw = raw_stream(original, field)
        if raw != raw_stream(translation, field):
            setattr(translation, field.name, field.to_python(raw))
    else:
        setattr(translation, field.attname, getattr(original, field.attname))


def _with_facts(block: blocks.Block, source: Any, own: Any) -> Any:
    """Stored data with the words and the structure of `own` and the facts of `source`."""
    if is_word(block):
        return own
    if isinstance(block, blocks.StructBlock):
        if not (isinstance(source, dict) and isinstance(own, dict)):
            return own
        shared = {
            name: _with_facts(child, source[name], own[name])
            for name, child in block.child_blocks.items()
            if name in source and name in own
        }
        return {**own, **shared}
    if isinstance(block, blocks.ListBlock | blocks.StreamBlock):
        if not (isinstance(source, list) and isinstance(own, list)):
            return own
        counterparts = {item["id"]: item for item in source if child_of(block, item)}
        return [_item_with_facts(block, counterparts, item) for item in own]
    return source


def _item_with_facts(block: blocks.Block, counterparts: Mapping[str, Any], item: Any) -> Any:
    child = child_of(block, item)
    other = counterparts.get(item["id"]) if child else None
    if child is None or other is None or other.get("type") != item.get("type"):
        return item
    return {**item, "value": _with_facts(child, other["value"], item["value"])}
