"""What the union fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import InviteForm
from taxonomy.models import Organisation


def municipality_field(**kwargs: Any) -> "forms.ModelChoiceField[Organisation]":
    """An organisation of the vocabulary, chosen in the admin's window."""
    viewset: Any = Organisation.snippet_viewset  # type: ignore[attr-defined]
    return forms.ModelChoiceField(
        Organisation.objects.offered(),
        label=_("Municipality"),
        widget=viewset.chooser_viewset.widget_class(),
        **kwargs,
    )


class FirstInviteForm(InviteForm):
    """Somebody for a municipality that may have nobody yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].initial = True
        self.fields["organisation"] = municipality_field(
            help_text=_("If it is missing, first add it under Vocabularies.")
        )
        self.order_fields(["organisation"])


class AcceptForm(forms.Form):
    """A city becomes a member."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = municipality_field(
            required=False,
            help_text=_(
                "Choose it if the vocabulary has it already; otherwise it is added as it was asked."
            ),
        )


class DeclineForm(forms.Form):
    """A city does not become a member."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is sent to the person who asked: write in their language."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
