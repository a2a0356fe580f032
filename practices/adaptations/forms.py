"""What is asked of who adapts a practice, and of who doubts it."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.i18n import language_name
from practices.adaptations.services import Statement
from practices.models import Adaptation

# Nine digits, whatever stands between them, call somebody; two years do not.
_REACHES_SOMEBODY = re.compile(r"\S@\S+\.\S|(?:\d[\s()./-]*){9}")


def no_address(text: str) -> None:
    """Refuse mail addresses and telephone numbers in what readers see.

    Raises:
        ValidationError: there is one.
    """
    if _REACHES_SOMEBODY.search(text):
        raise ValidationError(
            _("Everybody reads this: leave out mail addresses and telephone numbers.")
        )


class AdaptationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a city says of its adaptation."""

    language = forms.ChoiceField(label=capfirst(_("language of what you write")))

    class Meta:
        model = Adaptation
        fields = ["stage", "changed", "contact_name", "language"]
        widgets = {"changed": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [(code, language_name(code)) for code, _name in settings.LANGUAGES]
        self.initial.setdefault("language", get_language())
        for name in ("changed", "contact_name"):
            self.fields[name].validators.append(no_address)
            self.fields[name].widget.attrs["dir"] = "auto"

    @property
    def statement(self) -> Statement:
        """What was said, once it is valid."""
        return Statement(**self.cleaned_data)


class ObjectionForm(forms.Form):
    """What the city of the practice tells the union."""

    text = forms.CharField(
        label=_("What is wrong with it?"),
        help_text=_("The union alone reads this. It can hide the entry from readers."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
