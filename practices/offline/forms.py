"""The form that takes a filled file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.i18n import format_size
from core.inspection import extension_of
from practices.desk.begin import BeginForm
from practices.offline.read_xlsx import MOST_ROWS
from practices.offline.reading import EXTENSIONS
from practices.uploads.receiving import too_large

# A file of this size is read within seconds, while its sender waits.
LARGEST = 5 * 1024 * 1024


class ImportForm(BeginForm):
    """A file, and the language of what is written in it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=250,
        allow_empty_file=True,  # refused in words that say what to do
        help_text=gettext_lazy(
            "The filled Word (.docx), LibreOffice (.odt) or Excel (.xlsx) file."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{each}" for each in EXTENSIONS)}),
    )
    row = forms.IntegerField(
        label=gettext_lazy("Row of the spreadsheet"),
        help_text=gettext_lazy(
            "Only if a spreadsheet holds several practices: the number at the edge of the row."
        ),
        required=False,
        min_value=1,
        max_value=MOST_ROWS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("file", "language", "row")

    def __init__(self, *args: Any, dropped: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dropped = dropped
        self.fields["language"].label = _("In which language is it written?")
        self.fields["language"].help_text = _(
            "The record is published in this language first; the union has it translated."
        )
        if dropped:
            self.fields["file"].required = False

    def clean_file(self) -> Any:
        """The file, if it is of a kind and size that can be read at once."""
        file = self.cleaned_data["file"]
        if self.dropped or file.size > LARGEST:
            raise ValidationError(too_large(LARGEST), code="too-large")
        if extension_of(file.name) not in EXTENSIONS:
            raise ValidationError(
                _("Choose a file that ends in %(endings)s.")
                % {"endings": ", ".join(f".{each}" for each in EXTENSIONS)},
                code="type",
            )
        return file


def largest() -> str:
    """The most that is taken, as it is said."""
    return format_size(LARGEST, get_language() or "en")
