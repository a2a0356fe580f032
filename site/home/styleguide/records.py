"""A record that is never stored: in each of its streams one block of every kind."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Locale

from core.models import KnowledgePage
from taxonomy.models import City, Theme


def record(model_name: str, language: str, more: Mapping[str, Any]) -> KnowledgePage:
    """A page of a record type, by its `app.Model`, with the blocks' own preview values.

    `more` are values of fields that only this type has.
    """
    model: type[KnowledgePage] = apps.get_model(model_name)
    page: KnowledgePage = model(
        title="A record of this type",
        summary="Two or three sentences: what was done, for whom, with what result.",
        locale=Locale.objects.get(language_code=language),
        source_language="en",
        period="2019-09/..",
        machine_tool="A machine",
        submitted_by_name="A. Example",
        submitted_by_unit="Migration unit",
        contact_office="Office for newcomers",
        source_name="A case-study library",
        source_url="https://example.org/case",
        source_licence="CC BY 4.0",
        **more,
    )
    stored: Any = page
    stored.themes = list(Theme.objects.canonical()[:5])
    stored.cities = list(City.objects.order_by("pk")[:2])
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            setattr(page, field.name, _one_of_each(field.stream_block))
    return page


def _one_of_each(block: Any) -> StreamValue:
    values = [(name, child.get_preview_value()) for name, child in block.child_blocks.items()]
    return StreamValue(block, values)
