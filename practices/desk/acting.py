"""What a municipality does with a submission beside writing it: each asked first, then done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.decorators import MemberRequest
from practices.desk.doors import of_own_city
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import acts
from practices.submissions.states import NotNow

Text = str | Promise


@dataclass(frozen=True)
class Act:
    """Something to do from certain states, with what is said before and after."""

    slug: str
    run: Callable[..., Any]
    states: tuple[str, ...]
    label: Text
    question: Text
    explanation: Text
    done: Text


ACTS = (
    Act(
        "update",
        acts.propose_update,
        (State.PUBLISHED,),
        _("Propose an update"),
        _("Propose an update?"),
        _("The texts are opened as they are public now. Readers see yours once it is approved."),
        _("Change what has changed, then send it."),
    ),
    Act(
        "still-valid",
        acts.confirm_valid,
        (State.PUBLISHED,),
        _("It still holds"),
        _("Does everything in it still hold?"),
        _("Readers see that you confirmed it. You are asked again in a year."),
        _("Thank you. You are asked again in a year."),
    ),
    Act(
        "take-back",
        acts.take_back,
        (State.SUBMITTED, State.IN_REVIEW, State.UPDATE_PROPOSED),
        _("Take it back to change it"),
        _("Take it back to change it?"),
        _("The review stops, and starts when you send it again. Nothing you wrote is lost."),
        _("You can change it now. Send it again when it is ready."),
    ),
    Act(
        "withdraw",
        acts.withdraw,
        (State.DRAFT, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED),
        _("Withdraw it"),
        _("Withdraw it?"),
        _("The union no longer works on it. Nothing is deleted: you can take it up again."),
        _("It is withdrawn. You can take it up again at any time."),
    ),
    Act(
        "again",
        acts.take_up_again,
        (State.WITHDRAWN, State.DECLINED, State.ARCHIVED),
        _("Take it up again"),
        _("Take it up again?"),
        _("It becomes a draft, with everything you wrote."),
        _("It is a draft again."),
    ),
)
_BY_SLUG = {act.slug: act for act in ACTS}


def possible(submission: Submission) -> list[Act]:
    """What can be done with a submission now."""
    return [act for act in ACTS if submission.state in act.states]


@of_own_city
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: MemberRequest, submission: Submission, slug: str) -> HttpResponse:
    """Ask, then do it."""
    asked = _BY_SLUG.get(slug)
    if asked is None:
        raise Http404
    if asked not in possible(submission):
        text = _("This is not possible any more: it is “%(state)s” by now.")
        messages.error(request, text % {"state": submission.get_state_display()})
        return redirect("submissions:tasks", submission.pk)
    if request.method != "POST":
        context = {"submission": submission, "act": asked}
        return render(request, "desk/submissions/act.html", context)
    try:
        asked.run(submission.pk, actor=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(asked.done))
    return redirect("submissions:tasks", submission.pk)
