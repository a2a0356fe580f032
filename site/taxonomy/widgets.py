"""Inputs that offer terms in the editor's language."""

from typing import Any

from django import forms
from wagtail.snippets.widgets import AdminSnippetChooser

from taxonomy.labels import label_of
from taxonomy.models import Coded


class TermChooser(AdminSnippetChooser):
    """A snippet chooser that names what was chosen in the editor's language."""

    def get_display_title(self, instance: Coded) -> str:
        return label_of(instance)


class OfferedTermsMixin(forms.widgets.ChoiceWidget):
    """Leaves out retired terms, unless they are chosen already."""

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[Any]:
        groups = super().optgroups(name, value, attrs)
        offered = [
            (label, [option for option in options if self._is_offered(option)], index)
            for label, options, index in groups
        ]
        return [group for group in offered if group[1]]

    @staticmethod
    def _is_offered(option: dict[str, Any]) -> bool:
        term = getattr(option["value"], "instance", None)
        return term is None or not term.retired or option["selected"]


class TermSelect(OfferedTermsMixin, forms.Select):
    """One term from a list."""


class TermCheckboxes(OfferedTermsMixin, forms.CheckboxSelectMultiple):
    """Terms to tick, under the terms they are part of."""


class TermSelectMultiple(OfferedTermsMixin, forms.SelectMultiple):
    """Several terms from a long list."""
