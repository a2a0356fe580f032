"""Blocks that point at terms."""

from copy import copy
from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.snippets.blocks import SnippetChooserBlock

from taxonomy.models.base import LabelledTerm, OrderedTerm
from taxonomy.version import remembered

# Vocabularies that no record lengthens: themes, compacts, objectives, stages.
SHORT = (LabelledTerm, OrderedTerm)


class TermChooserBlock(SnippetChooserBlock):
    """A term of a vocabulary, always its English row, shown in the editor's language.

    It gives wagtail-localize nothing to translate: translations of a page point at the row
    the original points at, and the label follows the reader's language.
    """

    @cached_property
    def field(self) -> forms.Field:
        return forms.ModelChoiceField(
            queryset=self.model_class._default_manager.canonical(),
            widget=self.widget,
            required=self._required,
            validators=self._validators,
            help_text=self._help_text,
        )

    @cached_property
    def widget(self) -> forms.Widget:
        from taxonomy.widgets import TermChooser

        return TermChooser(self.target_model, icon=self.target_model.snippet_viewset.icon)

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The terms, those of a short vocabulary from memory: records are full of objectives."""
        if not issubclass(self.model_class, SHORT):
            return list(super().bulk_to_python(values))
        key = f"{self.model_class.vocabulary} rows"
        known = remembered(key, self.model_class.objects.in_bulk)
        return [copy(known[pk]) if pk in known else None for pk in values]

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value
