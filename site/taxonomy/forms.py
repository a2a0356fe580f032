"""Form fields that offer terms, and the form in which terms themselves are edited."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue
from django.utils.functional import lazy
from wagtail.admin.forms import WagtailAdminModelForm

from taxonomy.countries import country_choices
from taxonomy.folding import fold
from taxonomy.labels import active_labels
from taxonomy.models import Coded, Compact, Term, Theme
from taxonomy.widgets import TermCheckboxes, TermSelect, TermSelectMultiple


# Django's choice fields are generic to mypy only, so they take no type argument here.
class TermIterator(ModelChoiceIterator):  # type: ignore[type-arg]
    """Choices by label in the editor's language, under the labels of their groups."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        model = self.queryset.model
        names = active_labels(model.vocabulary)
        terms = list(self.queryset)
        if not model.group_field:
            terms.sort(key=_by_place if model.has_own_order else _by_name(names))
            yield from self._options(terms, names)
            return
        terms.sort(key=_by_group)
        groups = active_labels(model._meta.get_field(model.group_field).related_model.vocabulary)
        for group, members in groupby(terms, key=lambda term: term.group):
            yield groups[group.code], list(self._options(members, names))

    @staticmethod
    def _options(terms: Iterable[Coded], names: Mapping[str, str]) -> Iterator[tuple[Any, str]]:
        return ((ModelChoiceIteratorValue(term.pk, term), names[term.code]) for term in terms)


class TermChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One term of a vocabulary. Retired ones are not shown, but a record may keep its own."""

    widget = TermSelect
    iterator = TermIterator

    def __init__(self, model: type[Coded], **kwargs: Any) -> None:
        super().__init__(queryset=choices_of(model), **kwargs)


class TermMultipleChoiceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several terms of a vocabulary: boxes to tick for a short one, a list for a long one."""

    iterator = TermIterator

    def __init__(self, model: type[Coded], **kwargs: Any) -> None:
        kwargs.setdefault("widget", TermCheckboxes if model.has_own_order else TermSelectMultiple)
        super().__init__(queryset=choices_of(model), **kwargs)


def choices_of(model: type[Coded]) -> Any:
    """The rows of a vocabulary that may be pointed at, with their groups, in two joins at most."""
    rows = model._default_manager.canonical()
    related = [name for name in (model.group_field, "locale") if name and hasattr(model, name)]
    if model.group_field:
        related.append(f"{model.group_field}__locale")
    return rows.select_related(*related)


class CodedForm(WagtailAdminModelForm):
    """Edits a term. What cannot change here is shown, but locked."""

    # Foreign keys to other terms: field → the model whose rows are offered.
    pointers: dict[str, type[Coded]] = {"parent": Theme, "compact": Compact}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.pointers.keys() & self.fields.keys():
            self.fields[name] = self._pointer(name)
        if "country" in self.fields:
            self.fields["country"].widget = forms.Select(choices=lazy(country_choices, list)())
        for name in self._locked() & self.fields.keys():
            self.fields[name].disabled = True

    def _pointer(self, name: str) -> TermChoiceField:
        old = self.fields[name]
        field = TermChoiceField(
            self.pointers[name], required=old.required, label=old.label, help_text=old.help_text
        )
        if name == "parent":
            field.queryset = choices_of(Theme).filter(parent=None)
        return field

    def _locked(self) -> set[str]:
        locked = {"code"} if self.instance.pk else set()
        if isinstance(self.instance, Term) and not self.instance.is_canonical:
            locked |= set(self.instance.fact_fields)
        return locked


def _by_name(names: Mapping[str, str]) -> Callable[[Coded], tuple[str, str]]:
    return lambda term: (fold(names[term.code]), term.code)


def _by_place(term: Any) -> tuple[int, str]:
    place: int = term.number if hasattr(term, "number") else term.position
    return place, term.code


def _by_group(term: Any) -> tuple[Any, ...]:
    """Groups in their order; in a group its own term first, then by place or number."""
    return _by_place(term.group), term != term.group, _by_place(term)
