"""Private files that no row knows any more: what deleted rows and broken uploads leave behind."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db.models import FileField, Model
from django.utils import timezone

from core.backup.files import names

# Longer than any upload or check takes: a file is stored before its row is committed.
AGE = timedelta(days=1)
AT_ONCE = 500  # names asked for in one query


def sweep() -> None:
    """Delete every private file that is older than `AGE` and that no row names."""
    storage = storages["private"]
    old = _older(storage, timezone.now() - AGE)
    while some := list(islice(old, AT_ONCE)):
        for name in set(some) - _known(some):
            storage.delete(name)


def _older(storage: Storage, than: datetime) -> Iterator[str]:
    for name in names(storage):
        try:
            changed = storage.get_modified_time(name)
        except FileNotFoundError:  # deleted since the folder was read
            continue
        if changed < than:
            yield name


def _known(some: list[str]) -> set[str]:
    """Which of these names a row has; whichever storage its field is of, rather one too many."""
    return {
        name
        for model, field in _file_fields()
        for name in model._base_manager.filter(**{f"{field}__in": some}).values_list(
            field, flat=True
        )
    }


def _file_fields() -> list[tuple[type[Model], str]]:
    models: list[Any] = apps.get_models()
    return [
        (model, field.name)
        for model in models
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    ]
