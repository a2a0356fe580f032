"""Repeatable parts compared as Wagtail does it, without the fields that nobody has filled in."""

from types import SimpleNamespace
from typing import Any

from wagtail.admin.compare import (
    BlockComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    StructBlockComparison,
)
from wagtail.blocks import StructValue


class FilledStreamComparison(StreamFieldComparison):
    """Compares two versions of a field with repeatable parts."""

    def htmldiff(self) -> Any:
        stream = self.field.stream_block
        return _Parts(stream, True, True, self.val_a, self.val_b).htmldiff()


class _Parts(StreamBlockComparison):
    def get_block_comparisons(self) -> list[BlockComparison]:
        found = super().get_block_comparisons()
        return [_Part(one) if isinstance(one, StructBlockComparison) else one for one in found]


class _Part(StructBlockComparison):
    def __init__(self, of: StructBlockComparison) -> None:
        a, b = (_said(version) for version in (of.val_a, of.val_b))
        children = of.block.child_blocks.items()
        filled = {name: child for name, child in children if _has(a, name) or _has(b, name)}
        # Nothing else is asked of the block.
        super().__init__(SimpleNamespace(child_blocks=filled), of.exists_a, of.exists_b, a, b)


def _has(said: dict[str, Any], name: str) -> bool:
    return bool(said.get(name, "") != "")


def _said(version: StructValue | None) -> dict[str, Any]:
    """Its fields; empty text where nothing is filled in, for which Wagtail writes “None”."""
    values = (version or {}).items()
    return {name: "" if not value and value != 0 else value for name, value in values}
