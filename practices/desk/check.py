"""The last page before sending: what is missing, what could be better, and the button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.decorators import MemberRequest
from practices.desk.doors import of_own_city
from practices.models import Submission
from practices.similar import similar_to
from practices.submissions import acts
from practices.submissions.completeness import of as completeness_of
from practices.submissions.rights import OPEN_TO_AUTHORS
from practices.submissions.states import NotNow


@of_own_city
@require_safe
def check(request: MemberRequest, submission: Submission) -> HttpResponse:
    """Show what is missing, each with the way to its field."""
    return _page(request, submission)


@of_own_city
@require_POST
def send(request: MemberRequest, submission: Submission) -> HttpResponse:
    """Send it to the union; where that cannot be, say why and what to do."""
    try:
        acts.submit(submission.pk, actor=request.user)
    except acts.Incomplete as refusal:
        submission.refresh_from_db()
        return _page(request, submission, str(refusal))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is with the union now. You hear from it by mail."))
    return redirect("submissions:tasks", submission.pk)


def _page(request: MemberRequest, submission: Submission, refusal: str = "") -> HttpResponse:
    if submission.state not in OPEN_TO_AUTHORS:
        return redirect("submissions:tasks", submission.pk)
    context = {
        "submission": submission,
        "completeness": completeness_of(submission),
        "similar": similar_to(submission),
        "refusal": refusal,
    }
    return render(request, "desk/submissions/check.html", context)
