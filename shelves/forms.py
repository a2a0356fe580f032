"""What readers type: names of lists, and notes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.plain import printable
from shelves.models import LONGEST_NAME, LONGEST_NOTE, Shelf


class NameField(forms.CharField):
    """The name of a list, on one line."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
        super().__init__(max_length=LONGEST_NAME, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        """Without what no line should hold."""
        return printable(str(super().to_python(value) or ""))


class NoteField(forms.CharField):
    """What a reader notes for herself."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"dir": "auto", "rows": 4})
        label = _("Your note")
        super().__init__(
            label=label, max_length=LONGEST_NOTE, required=False, widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> str:
        """As text is stored: a browser sends lines with two signs at their ends."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class NameForm(forms.Form):
    """What a list is called."""

    name = NameField(label=_("Name of the list"))


class NoteForm(forms.Form):
    """A note to a record on a list."""

    note = NoteField()


class KeepForm(forms.Form):
    """On which list a record goes."""

    shelf = forms.TypedChoiceField(label=_("List"), coerce=int, required=False)
    name = NameField(label=_("New list"), required=False)
    note = NoteField(help_text=_("For you alone, unless you share the list with its notes."))

    def __init__(self, shelves: list[Shelf], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shelves:
            del self.fields["shelf"]
            self.fields["name"].required = True
            self.fields["name"].label = _("Name of the list")
            self.initial.setdefault("name", _("My list"))
            return
        choices: Any = self.fields["shelf"]
        choices.choices = [(shelf.pk, shelf.name) for shelf in shelves]
        self.fields["name"].help_text = _("Only if none of your lists fits.")

    def clean(self) -> dict[str, Any]:
        """A list is chosen, or a new one has a name."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not (found.get("name") or found.get("shelf") or self.errors):
            raise ValidationError(_("Choose a list, or give a new one a name."))
        return found
