"""Relations between records: followed by record, not by page, so that translations share them."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.functional import Promise
from wagtail.models import Page

RelatedGroup = tuple[str | Promise, list[UUID]]
"""A heading and the keys of the records under it."""


def record_keys(page: Page | None) -> list[UUID]:
    """The record key of a related page, if there is one."""
    return [page.translation_key] if page else []


def chosen_keys(relation: Any) -> list[UUID]:
    """The record keys of the pages of a relation, in order, each once."""
    return list(dict.fromkeys(relation.values_list("translation_key", flat=True)))


def referring_keys(model: str, field: str, page: Page) -> list[UUID]:
    """The keys of the records that point at this one, in order of time.

    Relations point at a record's original page; a translation is found by the key they share.
    `model` is named as in `"events.EventPage"`, since siblings never import each other.
    """
    referring = apps.get_model(model)._default_manager.filter(
        **{f"{field}__translation_key": page.translation_key}
    )
    keys = referring.order_by("period_first", "title").values_list("translation_key", flat=True)
    return list(dict.fromkeys(keys))


def neighbours(page: Page) -> dict[str, Page]:
    """The pages around a page in its section as `previous` and `next`.

    Whoever reads the page may read what is private only by what is above both.
    """
    siblings = page.get_siblings().live().filter(alias_of=None, view_restrictions=None)
    shown = siblings.only("path", "title", "url_path")
    before = shown.filter(path__lt=page.path).order_by("-path")[:1]
    after = shown.filter(path__gt=page.path).order_by("path")[:1]
    found = {"previous": next(iter(before), None), "next": next(iter(after), None)}
    return {side: other for side, other in found.items() if other}
