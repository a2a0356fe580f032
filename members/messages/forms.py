"""What is filled in to write to the other side."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from members.models.messages import LONGEST_SUBJECT, LONGEST_TEXT
from taxonomy.models import Organisation


class KeyedForm(forms.Form):
    """A form that is taken once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject", "text"):
            if name in self.fields:
                # A browser would cut off what is pasted, and tell nobody.
                self.fields[name].widget.attrs.pop("maxlength", None)
                self.fields[name].widget.attrs["dir"] = "auto"


class ThreadForm(KeyedForm):
    """A subject of its own."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Message"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )


class AnswerForm(KeyedForm):
    """One more message in a thread."""

    # The last message that stood above the form.
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)
    text = forms.CharField(
        label=_("Your answer"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )


class SeveralForm(ThreadForm):
    """A thread with each of several municipalities."""

    everybody = forms.BooleanField(label=_("All municipalities in the list"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = Membership.objects.active().values("organisation")
        self.fields["organisations"] = forms.ModelMultipleChoiceField(
            Organisation.objects.filter(pk__in=present).order_by("name", "pk"),
            label=_("To"),
            help_text=_("Those that somebody represents. Each gets a conversation of its own."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["organisations", "everybody"])

    def clean(self) -> dict[str, Any]:
        """With `organisations` as all that it goes to."""
        data: dict[str, Any] = super().clean() or {}
        field: Any = self.fields["organisations"]
        if data.pop("everybody", False):
            data["organisations"] = field.queryset
        elif "organisations" in data and not data["organisations"]:
            self.add_error("organisations", _("Choose at least one municipality."))
        return data
