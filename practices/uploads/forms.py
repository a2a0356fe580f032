"""Choosing a file, and describing an image."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practices.models import Upload
from practices.uploads.receiving import EXTENSIONS, too_large


class DescriptionForm(forms.ModelForm[Upload]):
    """What every image needs beside its pixels."""

    class Meta:
        model = Upload
        fields = ("alt", "credit")
        labels = {"alt": _("Alternative text"), "credit": _("Credit")}
        help_texts = {
            "alt": _(
                "What the picture shows, for people who do not see it. For example: women sew at "
                "two tables in the new workshop."
            ),
            "credit": _(
                "Who made the picture, and under which licence. For example: Municipality of "
                "Gölcük, CC BY 4.0."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


class FileForm(forms.Form):
    """One more file. An image is described here, or on the page that comes next."""

    file = forms.FileField(
        label=_("File"),
        max_length=250,
        allow_empty_file=True,  # refused in words that say what to do
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{extension}" for extension in sorted(EXTENSIONS))}
        ),
    )
    alt = forms.CharField(
        label=_("Alternative text of an image"),
        required=False,
        max_length=250,
        help_text=DescriptionForm.base_fields["alt"].help_text,
    )
    credit = forms.CharField(
        label=_("Credit of an image"),
        required=False,
        max_length=250,
        help_text=DescriptionForm.base_fields["credit"].help_text,
    )

    def __init__(self, *args: Any, dropped: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dropped = dropped
        if dropped:
            self.fields["file"].required = False

    def clean_file(self) -> Any:
        """The file, unless it was so large that it was not even taken from the line."""
        if self.dropped:
            raise ValidationError(too_large(settings.MEYDAN_LARGEST_DOCUMENT), code="too-large")
        return self.cleaned_data["file"]
