"""What the page of a practice says at a glance."""

from collections.abc import Iterable

from django import template
from wagtail.blocks.stream_block import StreamValue

from core.enums import Support

register = template.Library()

Blocks = Iterable[StreamValue.StreamChild]


@register.simple_tag
def of_kind(stream: Blocks, kind: str) -> list[StreamValue.StreamChild]:
    """The blocks of a stream whose `kind` is this one."""
    return [block for block in stream if block.value["kind"] == kind]


@register.simple_tag
def support_kinds(stream: Blocks) -> list[Support]:
    """What its owner offers, each once."""
    offered = {block.value["kind"] for block in stream}
    return [kind for kind in Support if kind.value in offered]


@register.simple_tag
def beginnings(stream: Blocks, most: int = 3) -> list[StreamValue.StreamChild]:
    """The activities that came first."""
    return list(stream)[:most]
