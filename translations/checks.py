"""What must not be forgotten when wagtail-localize or a record type changes."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db.models import ForeignKey, ManyToManyField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import record_types
from translations.guard import OWN_VIEWS, RULES, names


@register()
def check_relations_are_facts(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """What a record points at belongs to the record, in every language."""
    return [
        Error(
            f"{model.__name__}.{field.name} may differ between the languages of a record.",
            hint=f'Add SynchronizedField("{field.name}", overridable=False).',
            obj=model,
            id="translations.E001",
        )
        for model in record_types()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.editable
        and field.name not in {found.name for found in Page._meta.get_fields()} | {"page_ptr"}
        and field.name
        not in {
            declared.field_name
            for declared in get_translatable_fields(model)
            if isinstance(declared, SynchronizedField)
        }
    ]


@register()
def check_every_address_is_guarded(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every address of wagtail-localize has a rule."""
    return [
        Error(
            f"The address `{name}` of wagtail-localize has no rule, so that it answers 403.",
            hint="Say in translations/guard.py who may use it.",
            id="translations.E002",
        )
        for name in sorted(names() - {*RULES, *OWN_VIEWS})
    ]
