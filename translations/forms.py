"""Forms of the admin around translations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

from core.i18n import language_name
from translations.assigning import candidates
from translations.enums import Release
from translations.po_import import MOST_BYTES, too_large


class LanguagesForm(forms.Form):
    """Which languages to begin with; each by its own name and in its own alphabet."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["languages"]
        field.choices = [(code, language_name(code)) for code in languages]


class TranslatorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Users by the names they have in the admin."""

    def label_from_instance(self, user: Any) -> str:
        """As Wagtail names them elsewhere."""
        return str(get_user_display_name(user))


class AssignForm(forms.Form):
    """Who translates, and by when."""

    translator = TranslatorField(
        label=_("Translator"), queryset=None, required=False, empty_label=_("nobody")
    )
    due = forms.DateField(
        label=_("Due"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["translator"]
        field.queryset = candidates(languages)


class ReleaseForm(forms.Form):
    """When an approved translation is published."""

    release = forms.ChoiceField(
        label=_("Publish the translation"), choices=Release.choices, widget=forms.RadioSelect
    )


class ImportForm(forms.Form):
    """A file of translated texts."""

    file = forms.FileField(
        label=_("Translation file"),
        help_text=_("A PO file that was exported here. 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".po"}),
    )

    def clean_file(self) -> Any:
        """Nothing is read of a file that is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(too_large())
        return file
