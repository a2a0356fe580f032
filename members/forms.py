"""What representatives, and those who want to become some, fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.i18n import country_choices, language_name
from mail.addresses import bare
from members.models import JoinRequest

LONGEST_ADDRESS = 254


def reachable(address: str) -> None:
    """Let pass what mail can be sent to.

    Raises:
        ValidationError: for any other.
    """
    try:
        fits = len(bare(address)) <= LONGEST_ADDRESS
    except ValueError:
        fits = False
    if not fits:
        raise ValidationError(_("Mail cannot be sent to this address."), code="unreachable")


def languages() -> list[tuple[str, str]]:
    """The site's languages, each in its own words."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


class InviteForm(forms.Form):
    """Somebody who is to represent a municipality."""

    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=LONGEST_ADDRESS,
        validators=[reachable],
        help_text=gettext_lazy("Of this person alone, not of an office."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"))
    lead = forms.BooleanField(
        label=gettext_lazy("Lead representative: invites and removes colleagues"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = languages()
        language.initial = get_language()


class JoinForm(forms.ModelForm[JoinRequest]):
    """A request to join, by a city that is not yet a member."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    country = forms.ChoiceField(label=gettext_lazy("Country"))

    class Meta:
        model = JoinRequest
        fields = [
            "municipality",
            "city",
            "country",
            "official_contact",
            "person",
            "office",
            "address",
            "message",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [("", ""), *country_choices(get_language() or "en")]
        for name in ("official_contact", "address"):
            self.fields[name].validators.append(reachable)
        self.fields["message"].widget.attrs["rows"] = 5
        self.fields["person"].widget.attrs["autocomplete"] = "name"
        self.fields["address"].widget.attrs["autocomplete"] = "email"
