"""The page on which a submission begins: in which language, and how much at once."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from core.i18n import language_name
from members.decorators import MemberRequest, representative
from practices.calls.answers import open_call
from practices.models import Submission
from practices.submissions.drafts import begin


class LanguageForm(forms.Form):
    """The language of a record."""

    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        help_text=_(
            "The record is published in this language first; the union has it translated."
            " Choose the one in which you write best."
        ),
        choices=[(code, language_name(code)) for code, _name in settings.LANGUAGES],
        initial=get_language,
        widget=forms.RadioSelect,
    )


class BeginForm(LanguageForm):
    """What must be known before the first word; its key makes sending it twice harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@representative
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Ask; a POST begins the draft and opens it, with `short` at the short form."""
    # The form posts to its own address, which names the call it answers.
    slug = request.GET.get("call", "")
    call = open_call(slug) if slug else None
    form = BeginForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"form": form, "call": call, "call_closed": bool(slug and call is None)}
        return render(request, "desk/submissions/new.html", context)
    asked: dict[str, Any] = form.cleaned_data
    try:
        submission = begin(asked["key"], request.membership, language=asked["language"], call=call)
    except Submission.DoesNotExist as error:
        return page_not_found(request, error)
    return redirect(
        "submissions:short" if "short" in request.POST else "submissions:tasks", submission.pk
    )
