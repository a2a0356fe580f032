"""Sign-offs at the member's desk: asked for, sent again, withdrawn."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.i18n import isolate
from members.decorators import MemberRequest
from practices.desk.doors import of_own_city
from practices.models import Submission
from practices.sign_off import services
from practices.sign_off.forms import AskForm
from practices.sign_off.limits import within_limit
from practices.submissions.states import NotNow


@of_own_city
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, submission: Submission) -> HttpResponse:
    """Whom to ask; a POST writes to them."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refusal = _ask(request, submission, **form.cleaned_data)
        if not refusal:
            return redirect("submissions:tasks", submission.pk)
        form.add_error(None, refusal)
    context = {"submission": submission, "form": form}
    return render(request, "desk/sign_off/ask.html", context)


@of_own_city
@require_POST
def again(request: MemberRequest, submission: Submission, sign_off: int) -> HttpResponse:
    """Send a new link for the present text to who was asked before."""
    known = get_object_or_404(submission.sign_offs, pk=sign_off, used_at=None)
    refusal = _ask(
        request, submission, address=known.address, role=known.role, language=known.language
    )
    if refusal:
        messages.error(request, refusal)
    return redirect("submissions:tasks", submission.pk)


@of_own_city
@require_POST
def withdraw(request: MemberRequest, submission: Submission, sign_off: int) -> HttpResponse:
    """Make a link void."""
    if not submission.sign_offs.filter(pk=sign_off).exists():
        raise Http404
    services.withdraw(submission.pk, sign_off, actor=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("submissions:tasks", submission.pk)


def _ask(
    request: MemberRequest, submission: Submission, *, address: str, role: str, language: str
) -> str:
    """Why it could not be asked; empty where it was."""
    if not within_limit(request, "ask", key=address.lower()):
        return _("Links were sent too often. Wait a while, then ask again.")
    try:
        services.ask(submission.pk, address, role=role, language=language, actor=request.user)
    except NotNow as refusal:
        return str(refusal)
    messages.success(
        request,
        _("A link is on its way to %(address)s.")
        % {"address": isolate(address, get_language() or "en")},
    )
    return ""
