"""Another language for a draft, until it is sent for the first time."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.decorators import MemberRequest
from practices.desk.begin import LanguageForm
from practices.desk.doors import of_own_city
from practices.models import Submission
from practices.submissions.drafts import change_language
from practices.submissions.states import NotNow


@of_own_city
@require_http_methods(["GET", "HEAD", "POST"])
def language(request: MemberRequest, submission: Submission) -> HttpResponse:
    """Ask which, with the present one chosen; a POST takes it."""
    data = request.POST if request.method == "POST" else None
    form = LanguageForm(data, initial={"language": submission.language})
    if submission.was_never_sent and not form.is_valid():
        context = {"submission": submission, "form": form}
        return render(request, "desk/submissions/language.html", context)
    chosen = form.cleaned_data["language"] if form.is_valid() else submission.language
    try:
        change_language(submission.pk, chosen, actor=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The language is noted. What you wrote stays as it is."))
    return redirect("submissions:tasks", submission.pk)
