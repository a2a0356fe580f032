"""Forms of the review in the admin."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name

from practices.enums import Decision
from practices.review import reasons
from practices.submissions.rights import reviewers


class ReviewerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Users by the names they have in the admin."""

    def label_from_instance(self, user: Any) -> str:
        """As Wagtail names them elsewhere."""
        return str(get_user_display_name(user))


class DayField(forms.DateField):
    """A day to come, or none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=False, input_formats=["%Y-%m-%d"], widget=widget, **kwargs)

    def validate(self, value: Any) -> None:
        """Nobody can do anything by yesterday."""
        super().validate(value)
        if value and value < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))


class AssignForm(forms.Form):
    """Who reviews, and by when."""

    reviewer = ReviewerField(
        label=_("Reviewer"), queryset=None, required=False, empty_label=_("nobody")
    )
    due = DayField(label=_("Due"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = reviewers()


class DecisionForm(forms.Form):
    """What becomes of the present step; which step and text the reviewer saw goes with it."""

    task_state = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    awaited = forms.BooleanField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Decision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    template = forms.ChoiceField(
        label=_("A reason to begin with"),
        required=False,
        help_text=_("It is put into the reason in the author’s language; go on from there."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The author reads it, in the mail and at her desk. Needed unless you approve."),
    )

    due = DayField(
        label=_("Answer by"), help_text=_("Where you ask for changes: until when you expect them.")
    )

    def __init__(self, *args: Any, decisions: list[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "decision": [(decision.value, decision.label) for decision in decisions],
            "template": [("", _("none")), *reasons.choices()],
        }
        for name, choices in offered.items():
            field: Any = self.fields[name]
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Only an approval needs no words."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") not in (None, Decision.APPROVE) and not data.get("reason"):
            self.add_error("reason", _("Please say why: the author reads it."))
        return data


class RemarkForm(forms.Form):
    """What is said of a part of the text."""

    path = forms.CharField(max_length=300)
    text = forms.CharField(max_length=10_000)


class AnswerForm(forms.Form):
    """An answer to a remark."""

    comment = forms.IntegerField()
    text = forms.CharField(max_length=10_000)


class SettleForm(forms.Form):
    """A remark that is done with."""

    comment = forms.IntegerField()
