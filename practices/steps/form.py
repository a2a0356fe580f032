"""The single texts of a step as a Django form, named by their paths."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.i18n import direction, format_number
from members.typed import MOST_ROWS
from practices.answers.declared import CONSENT, Answers, Leaf, Stream, Terms, shapes
from practices.answers.terms import OPEN, Finder, names
from practices.steps.guidance import Guide, guide
from practices.steps.widgets import TermBoxes, widget_for
from practices.steps.words import in_plain_words
from taxonomy.models import Coded


class LeafField(forms.CharField):
    """A single text, judged as it was typed, not as it is shown: a code is shown as a name."""

    def __init__(
        self, leaf: Leaf, text: str, *, finder: Finder, guide: Guide, required: bool, of: str
    ) -> None:
        super().__init__(required=False, strip=False, label=capfirst(guide.label or leaf.label))
        self.leaf, self.text, self.finder = leaf, text, finder
        self.is_needed_in_row = required
        self.help_text = guide.help or leaf.help_text
        self.example = guide.example
        self.full_label = f"{of}: {self.label}" if of else str(self.label)

    def clean(self, value: Any) -> Any:
        if not self.text.strip():
            if self.is_needed_in_row:
                raise ValidationError(_("Fill this in, or remove the row."), code="required")
            return self.leaf.empty
        try:
            return self.finder.value_of(self.leaf, self.text)
        except ValidationError as error:
            if self.is_new_name:
                return self.leaf.empty
            raise in_plain_words(error, self.leaf, self.text) from error

    @property
    def is_new_name(self) -> bool:
        """Whether a name was typed that no term of a growing vocabulary has yet."""
        model = self.leaf.model
        longest = model._meta.get_field("name").max_length if model else 0
        return (
            model in OPEN
            and bool(self.text.strip())
            and len(self.text) <= (longest or 0)
            and self.finder.term(model, self.text) is None
        )


class TermsFormField(forms.Field):
    """Several terms: boxes to tick for a short vocabulary, lines to write for one that grows."""

    def __init__(self, shape: Terms, texts: list[str], *, finder: Finder, guide: Guide) -> None:
        super().__init__(required=False, label=capfirst(guide.label))
        self.shape, self.texts, self.finder = shape, texts, finder
        self.help_text, self.example = guide.help, guide.example
        self.full_label = str(self.label)

    def clean(self, value: Any) -> Any:
        unknown = [text for text in self.texts if self.finder.term(self.shape.model, text) is None]
        if unknown and self.shape.model not in OPEN:
            raise ValidationError(
                _("“%(name)s” is not in the list. Untick it and choose from the list.")
                % {"name": unknown[0][:100]},
                code="unknown",
            )
        if any(len(text) > 255 for text in unknown):
            raise ValidationError(_("One of these names is too long."), code="max_length")
        return self.texts


class RowsField(forms.Field):
    """The rows of a group as a whole: there may be too many."""

    def __init__(self, rows: list[Any], guide: Guide) -> None:
        super().__init__(required=False, label=capfirst(guide.label))
        self.rows = rows
        self.help_text, self.example = guide.help, guide.example
        self.full_label = str(self.label)

    def clean(self, value: Any) -> Any:
        if len(self.rows) > MOST_ROWS:
            raise ValidationError(
                _("Keep the %(most)s most important ones and remove the others.")
                % {"most": MOST_ROWS},
                code="too_many",
            )
        return None


class ConsentField(forms.BooleanField):
    """Whether the municipality agrees to publication."""

    example = ""

    def __init__(self, guide: Guide) -> None:
        super().__init__(required=False, label=guide.label, help_text=guide.help)
        self.widget.attrs["value"] = "yes"
        self.full_label = str(self.label)


class StepForm(forms.Form):
    """Shows and judges the answers of one step; it is always bound to them."""

    def __init__(
        self, answers: Answers, names: tuple[str, ...], *, language: str, finder: Finder
    ) -> None:
        self.answers, self.language, self.finder = answers, language, finder
        self.shown: dict[str, Any] = {}
        made = {path: field for name in names for path, field in self._fields_of(name)}
        super().__init__(data=self.shown)
        self.fields.update(made)

    def _fields_of(self, name: str) -> Iterator[tuple[str, forms.Field]]:
        typed = self.answers[name]
        shape = shapes().get(name)
        if name == CONSENT:
            self.shown[name] = bool(typed)
            yield name, ConsentField(guide(name))
        elif isinstance(shape, Leaf):
            yield name, self._leaf(name, shape, typed, guide(name))
        elif isinstance(shape, Terms):
            field = TermsFormField(shape, typed, finder=self.finder, guide=guide(name))
            field.widget = TermBoxes(shape.model, typed)
            self.shown[name] = typed
            yield name, field
        elif isinstance(shape, Stream):
            yield name, RowsField(typed, guide(name))
            for number, row in enumerate(typed, 1):
                yield from self.fields_of_row(name, shape, row, number)

    def fields_of_row(
        self, name: str, stream: Stream, row: Mapping[str, Any], number: int
    ) -> Iterator[tuple[str, forms.Field]]:
        """The fields of one row, by path."""
        kind = stream.row_of(row)
        of = row_label(kind.block.label, number)
        blank = kind.is_blank(row)
        for child, text in kind.texts(row).items():
            leaf = kind.leaves[child]
            path = kind.path(f"{name}.{row['id']}", child)
            needed = leaf.required and not blank
            told = guide(name, row["type"], child)
            yield path, self._leaf(path, leaf, text, told, required=needed, of=of)

    def _leaf(
        self, path: str, leaf: Leaf, text: str, told: Guide, *, required: bool = False, of: str = ""
    ) -> LeafField:
        field = LeafField(leaf, text, finder=self.finder, guide=told, required=required, of=of)
        field.widget = widget_for(leaf, text, self.language, direction(self.language))
        self.shown[path] = name_of(leaf.model, text) if leaf.model in OPEN else text
        return field


def name_of(model: type[Coded], text: str) -> str:
    """The name of the term a code stands for, in the active language; other text as it is."""
    return names(model, get_language() or "en").get(text, text)


def row_label(label: Any, number: int | str) -> str:
    """What a row is called: "Activity 2"."""
    shown = format_number(number, get_language() or "en") if isinstance(number, int) else number
    return _("%(kind)s %(number)s") % {"kind": label, "number": shown}
