"""Many-to-many fields of pages that point at terms."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField

from taxonomy.forms import TermMultipleChoiceField


class TermsField(ParentalManyToManyField):
    """Several terms of a vocabulary, always their English rows.

    Unlike a plain many-to-many field it tells Wagtail's reference index what it points at,
    so that the usage of a term lists the records that have it.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        # To the database it is its parent: migrations need not know this class.
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        defaults = {
            "model": self.remote_field.model,
            "required": not self.blank,
            "label": self.verbose_name.capitalize(),
            "help_text": self.help_text,
        }
        kept = {name: value for name, value in kwargs.items() if name in {"widget", "required"}}
        return TermMultipleChoiceField(**(defaults | kept))

    def extract_references(
        self, value: Iterable[Model]
    ) -> Iterator[tuple[type[Model], str, str, str]]:
        for term in value:
            yield self.remote_field.model, str(term.pk), "item", f"item.{term.pk}"
