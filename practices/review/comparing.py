"""Two versions compared as Wagtail does it: without what nobody has filled in, and with terms in
the language of who looks at it."""

from types import SimpleNamespace
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    BlockComparison,
    CharBlockComparison,
    M2MFieldComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    StructBlockComparison,
)
from wagtail.blocks import StructValue

from taxonomy.blocks import TermChooserBlock
from taxonomy.labels import label_of
from taxonomy.models import Coded


class TermsComparison(M2MFieldComparison):
    """Compares the terms of two versions."""

    def get_item_display(self, item: Coded) -> str:
        return label_of(item)

    def htmldiff(self) -> SafeString:
        # Wagtail's own comma; Arabic has another.
        escaped: str = super().htmldiff()
        return mark_safe(escaped.replace(", ", _(", ")))  # noqa: S308


class FilledStreamComparison(StreamFieldComparison):
    """Compares two versions of a field with repeatable parts."""

    def htmldiff(self) -> Any:
        stream = self.field.stream_block
        return _Parts(stream, True, True, self.val_a, self.val_b).htmldiff()


class _Parts(StreamBlockComparison):
    def get_block_comparisons(self) -> list[BlockComparison]:
        found = super().get_block_comparisons()
        return [_with_labels(one) for one in found]


def _with_labels(one: BlockComparison) -> BlockComparison:
    if isinstance(one, StructBlockComparison):
        return _Part(one)
    if not isinstance(one.val_b or one.val_a, Coded):
        return one
    labels = (_said_of(term) for term in (one.val_a, one.val_b))
    return CharBlockComparison(one.block, one.exists_a, one.exists_b, *labels)


class _Part(StructBlockComparison):
    def __init__(self, of: StructBlockComparison) -> None:
        a, b = (_said(version) for version in (of.val_a, of.val_b))
        children = of.block.child_blocks.items()
        filled = {
            name: _labelled(child) if isinstance(child, TermChooserBlock) else child
            for name, child in children
            if _has(a, name) or _has(b, name)
        }
        # Nothing else is asked of the block.
        super().__init__(SimpleNamespace(child_blocks=filled), of.exists_a, of.exists_b, a, b)


def _labelled(block: TermChooserBlock) -> SimpleNamespace:
    return SimpleNamespace(label=block.label, get_comparison_class=lambda: CharBlockComparison)


def _has(said: dict[str, Any], name: str) -> bool:
    return bool(said.get(name, "") != "")


def _said(version: StructValue | None) -> dict[str, Any]:
    """Its fields; empty text where nothing is filled in, for which Wagtail writes “None”."""
    values = (version or {}).items()
    return {name: _said_of(value) for name, value in values}


def _said_of(value: Any) -> Any:
    if isinstance(value, Coded):
        return label_of(value)
    return "" if not value and value != 0 else value
