"""Who is to sign off, and the answer."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.forms import LONGEST_ADDRESS, languages, reachable
from practices.sign_off.enums import Verdict


class AskForm(forms.Form):
    """Who is to approve a submission."""

    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST_ADDRESS,
        validators=[reachable],
        help_text=_("Whoever reads its mail can answer. No account is needed."),
    )
    role = forms.CharField(
        label=_("In which office do they sign?"),
        max_length=200,
        help_text=_("For example: Office of the Mayor. The union sees it beside the answer."),
    )
    language = forms.ChoiceField(label=_("Language of the mail and the page"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = languages()
        language.initial = get_language()


class AnswerForm(forms.Form):
    """What somebody says of the text that she was shown."""

    verdict = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Verdict.APPROVES, _("I approve it: it may be published as it stands above")),
            (Verdict.OBJECTS, _("I object: it should not be published like this")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Type your first and last name: it stands by the answer.")},
    )
    remark = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("If you object, say what should be different. Readers never see this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        """Who objects says why."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("verdict") == Verdict.OBJECTS and data.get("remark") == "":
            self.add_error("remark", _("Say what should be different, so that it can be changed."))
        return data
