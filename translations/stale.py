"""Words that must not stand beside facts they were not written for."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.fields import StreamField

from core.models import KnowledgePage
from translations.words import child_of, map_words, raw_stream, texts_of, word_fields

NUMBERS = (blocks.DecimalBlock, blocks.IntegerBlock, blocks.FloatBlock)


def stale_words(
    original: KnowledgePage, translation: KnowledgePage, made_from: Mapping[str, str]
) -> dict[str, str]:
    """What the original says now, by path, beside facts that a translation is about to be given.

    In a block that changes by this in its facts, a word that the original changed as well since
    `made_from` may speak of the old ones: a new number must not get the unit of the old. Blocks
    are those of the streams of facts, and elsewhere those that hold a number.
    """
    changed = {
        path: text
        for path, text in texts_of(original).items()
        if made_from and made_from.get(path, "") != text
    }
    if not changed:
        return {}
    places = tuple(f"{place}." for place in _about_to_change(original, translation))
    return {path: text for path, text in changed.items() if path.startswith(places)}


def _about_to_change(original: KnowledgePage, translation: KnowledgePage) -> Iterator[str]:
    """The paths of blocks that both have, with other facts."""
    for field in word_fields(type(original)):
        if not isinstance(field, StreamField):
            continue
        own = {item.get("id"): item for item in raw_stream(translation, field)}
        for item in raw_stream(original, field):
            child = child_of(field.stream_block, item)
            mine = own.get(item.get("id"))
            if child is None or mine is None or mine["type"] != item["type"]:
                continue
            follows = field.name in translation.fact_streams or _has_number(child)
            if follows and _facts(child, item["value"]) != _facts(child, mine["value"]):
                yield f"{field.name}.{item['id']}"


def _facts(block: blocks.Block, raw: Any) -> Any:
    return map_words(block, raw, "", lambda word: "")


def _has_number(block: blocks.Block) -> bool:
    children = getattr(block, "child_blocks", {})
    return any(isinstance(child, NUMBERS) for child in children.values())
