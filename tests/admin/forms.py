"""The forms of the admin as a browser sends them."""

import json
from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from core.models import KnowledgePage

Blocks = Iterable[tuple[str, Any]]


def address_to_add(model: type[KnowledgePage], parent: Page) -> str:
    """Where a new record of a type is written."""
    names = (model._meta.app_label, model._meta.model_name, parent.pk)
    return reverse("wagtailadmin_pages:add", args=names)


def address_to_edit(page: Page) -> str:
    """Where a page is changed."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def filled(client: Client, address: str, model: type[KnowledgePage], **values: Any) -> Any:
    """The form at an address as it is, with some fields filled in; blocks as `stream` has them."""
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            form[f"{field.name}-count"] = "0"
    for name, value in nested_form_data(values).items():
        form[name] = value
    return form


def stream(*blocks: tuple[str, Any]) -> Any:
    """Blocks of a StreamField for `filled`."""
    return streamfield(list(blocks))


def rich_text(text: str) -> str:
    """A paragraph as the rich text editor sends it."""
    block = {
        "key": "aaaaa",
        "type": "unstyled",
        "text": text,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"entityMap": {}, "blocks": [block]})
