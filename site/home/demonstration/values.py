"""From what a file says to what a field takes: codes become terms, slugs become pages."""

from datetime import date, time
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from home.demonstration.errors import DemonstrationError
from home.demonstration.files import Record, key_of
from taxonomy.models import Coded

Lookup = dict[tuple[str, str], Page]


class Values:
    """Resolves values of one load; terms are read once.

    `pages` holds the original page of every record by model label and slug.
    """

    def __init__(self, pages: Lookup) -> None:
        self._pages = pages
        self._term = cache(_term)

    def of(self, field: models.Field[Any, Any], raw: Any, key: UUID) -> Any:
        """The value of a model field.

        `key` seeds the ids of blocks, so that a translation's blocks keep the ids of the original.

        Raises:
            DemonstrationError: an unknown code, slug, block or block field, or an invalid value.
        """
        if isinstance(field, StreamField):
            return self._stream(field, raw, key)
        if field.is_relation:
            found = [self._pointed(field, item) for item in (raw if field.many_to_many else [raw])]
            return found if field.many_to_many else found[0]
        return field.to_python(raw)

    def _pointed(self, field: models.Field[Any, Any], name: str) -> models.Model:
        """The page or term of this name that a relation points at."""
        model: Any = field.related_model
        return self._page(model, name) if is_page_relation(field) else self._term(model, name)

    def _page(self, model: type[Page], slug: str) -> Page:
        try:
            return self._pages[model._meta.label, slug]
        except KeyError:
            raise DemonstrationError(f"there is no {model._meta.label} {slug!r}") from None

    def _stream(self, field: StreamField, raw: list[dict[str, Any]], key: UUID) -> Any:
        ids = uuid5(key, field.name)
        items = [
            self._item(field.stream_block, item, uuid5(ids, str(position)))
            for position, item in enumerate(raw)
        ]
        value = field.stream_block.to_python(items)
        try:
            return field.stream_block.clean(value)
        except ValidationError as error:
            raise DemonstrationError(_reasons(error)) from error

    def _item(
        self, block: blocks.BaseStreamBlock, item: dict[str, Any], own_id: UUID
    ) -> dict[str, Any]:
        content = dict(item)
        kind = content.pop("type", None)
        if kind not in block.child_blocks:
            raise DemonstrationError(f"there is no block {kind!r}")
        value = content.get("value", content)
        stored = self._stored(block.child_blocks[kind], value, own_id)
        return {"type": kind, "value": stored, "id": str(own_id)}

    def _stored(self, block: blocks.Block, raw: Any, own_id: UUID) -> Any:
        """What the database holds for the value of a block of this id."""
        if isinstance(block, blocks.BaseStructBlock):
            unknown = set(raw) - set(block.child_blocks)
            if unknown:
                raise DemonstrationError(f"{type(block).__name__} has no {sorted(unknown)}")
            return {
                name: self._stored(child, raw[name], uuid5(own_id, name))
                for name, child in block.child_blocks.items()
                if name in raw
            }
        if isinstance(block, blocks.ListBlock):
            return [
                self._listed(block.child_block, item, uuid5(own_id, str(position)))
                for position, item in enumerate(raw)
            ]
        if isinstance(block, blocks.PageChooserBlock):
            return page_named(raw).pk
        if isinstance(block, blocks.ChooserBlock):
            return self._term(block.model_class, raw).pk
        return raw.isoformat() if isinstance(raw, date | time) else raw

    def _listed(self, block: blocks.Block, raw: Any, own_id: UUID) -> dict[str, Any]:
        """An item of a list as the database holds it."""
        return {"type": "item", "value": self._stored(block, raw, own_id), "id": str(own_id)}


def _term(model: type[Coded], code: str) -> Coded:
    try:
        term: Coded = model.objects.canonical().get(code=code)
    except model.DoesNotExist:
        raise DemonstrationError(f"there is no {model._meta.label} {code!r}") from None
    return term


def page_named(name: str) -> Page:
    """The original page of a record such as `practices/ladder`.

    Raises:
        DemonstrationError: there is none.
    """
    page = Page.objects.filter(translation_key=key_of(name)).order_by("pk").first()
    if page is None:
        raise DemonstrationError(f"there is no record {name!r}")
    return page


def chooses_pages(field: models.Field[Any, Any]) -> bool:
    """Whether the blocks of a stream point at pages, which must then be there first."""
    return isinstance(field, StreamField) and _chooses_pages(field.stream_block)


def _chooses_pages(block: blocks.Block) -> bool:
    if isinstance(block, blocks.ListBlock):
        return _chooses_pages(block.child_block)
    children = getattr(block, "child_blocks", {}).values()
    return isinstance(block, blocks.PageChooserBlock) or any(map(_chooses_pages, children))


def is_page_relation(field: models.Field[Any, Any]) -> bool:
    """Whether a field points at pages."""
    model: Any = field.related_model
    return bool(field.is_relation and issubclass(model, Page))


def field_of(record: Record, name: str) -> models.Field[Any, Any]:
    """The field of the record's model that its file calls `name`.

    Raises:
        DemonstrationError: the model has none.
    """
    try:
        field: models.Field[Any, Any] = apps.get_model(record.model)._meta.get_field(name)
    except FieldDoesNotExist:
        raise DemonstrationError(f"{record.model} has no such field") from None
    return field


def _reasons(error: ValidationError) -> str:
    """Every reason within a block error, in one line."""
    children = getattr(error, "block_errors", None)
    if not children:
        return " ".join(error.messages)
    return "; ".join(f"{place}: {_reasons(child)}" for place, child in children.items())
