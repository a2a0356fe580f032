"""Translations of records, and what is published and found at once."""

from typing import Any

from wagtail.models import Locale

from core.models import KnowledgePage


def translate(page: KnowledgePage, language: str, **values: Any) -> Any:
    """A published translation of a record, with the sections it stands in."""
    locale = Locale.objects.get(language_code=language)
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy
