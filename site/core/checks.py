"""What must not be forgotten when a record type or a block is written."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from wagtail.blocks import Block
from wagtail.fields import StreamField

from core.enums import RecordType
from core.models import KnowledgePage, record_types


def offered_blocks(model: type[KnowledgePage]) -> Iterator[tuple[str, Block]]:
    """The blocks an editor picks from, as (name of the field, block)."""
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            for block in field.stream_block.child_blocks.values():
                yield field.name, block


@register()
def check_record_types(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every record type says what it is, where it may stand and what it is for."""
    undeclared: list[CheckMessage] = [
        Error(
            f"{model.__name__} does not declare `{attribute}`.",
            hint="Declare it in the class itself, as PracticePage does.",
            obj=model,
            id="core.E001",
        )
        for model in record_types()
        for attribute in (
            "record_type",
            "parent_page_types",
            "subpage_types",
            "page_description",
            "template",
            "edit_handler",
        )
        if attribute not in vars(model)
    ]
    declared = [getattr(model, "record_type", None) for model in record_types()]
    return undeclared + [
        Error(
            f"No record type is `{record_type}`, or several are.",
            hint="Each value of core.enums.RecordType belongs to exactly one page model.",
            id="core.E002",
        )
        for record_type in RecordType.values
        if declared.count(record_type) != 1
    ]


@register()
def check_blocks(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every block an editor picks has an icon, a description, a template and a preview."""
    return [
        Error(
            f"The block `{block.name}` of {model.__name__}.{field} has no {missing}.",
            hint=f"Add `{missing}` to the Meta of {type(block).__name__}.",
            obj=model,
            id="core.E003",
        )
        for model in record_types()
        for field, block in offered_blocks(model)
        for missing, present in (
            ("icon", block.meta.icon != "placeholder"),
            ("description", bool(block.get_description())),
            ("template", bool(getattr(block.meta, "template", None))),
            ("preview_value", hasattr(block.meta, "preview_value")),
        )
        if not present
    ]
