"""What a reader fills in to write to those behind a record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import reachable
from members.models import ContactMessage


class ContactForm(forms.ModelForm[ContactMessage]):
    """A message, and what its sender agrees to."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    may_answer = forms.BooleanField(
        label=_("Pass on my e-mail address, so that they can answer me"),
        required=False,
        help_text=_(
            "Without it they cannot answer by mail. Then write in the message how else they "
            "reach you."
        ),
    )
    consent = forms.BooleanField(
        label=_("I agree that my name, my organisation and my message are passed on"),
        error_messages={"required": _("Without this, nothing can be passed on.")},
    )
    # Hidden from people: programs that send advertisements fill in whatever there is.
    topic = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = ContactMessage
        fields = ["name", "address", "organisation", "message"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].validators.append(reachable)
        self.fields["address"].help_text = _("A link to confirm your message is sent there.")
        for name, purpose in (
            ("name", "name"),
            ("address", "email"),
            ("organisation", "organization"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = purpose
        self.fields["message"].widget.attrs["rows"] = 8

    def clean_topic(self) -> str:
        """Refuse what only programs fill in, in words that help a person whose browser did."""
        if self.cleaned_data["topic"]:
            raise forms.ValidationError(_("Empty this field, then send the message again."))
        return ""
