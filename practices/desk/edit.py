"""A step of the form: shown, and saved whatever was typed, by its buttons or a script."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import held
from members.decorators import MemberRequest
from members.typed import shown_in
from practices.answers import Answers
from practices.desk import answering, autosave, conflict
from practices.desk.announcing import announce, missing
from practices.desk.doors import of_own_city
from practices.models import Submission
from practices.steps import STEPS, Problem, Step, step
from practices.submissions.conversation import comments_at
from practices.submissions.drafts import Saved, digests, save
from practices.submissions.rights import OPEN_TO_AUTHORS
from practices.submissions.states import NotNow

# The forms that a script may have sent without hearing of it.
MOST_UNHEARD = 3
# What the button at a remark begins with, and the remark's own place on the page.
REMARK = "remark-"


def telling_scripts(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Tell a script that its session has ended; a browser is led to the log-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_logged_out = request.method == "POST" and not request.user.is_authenticated
        if is_logged_out and autosave.is_asked_for(request):
            return autosave.logged_out()
        return view(request, *args, **kwargs)

    return guarded


@held.holding
@telling_scripts
@of_own_city
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, submission: Submission, slug: str) -> HttpResponse:
    """Show a step; a POST saves it and goes where its button says."""
    try:
        kind = step(slug)
    except KeyError as error:
        raise Http404 from error
    if request.method == "POST":
        return _save(request, submission, kind)
    return _show(request, submission, kind)


def _show(request: MemberRequest, submission: Submission, kind: type[Step]) -> HttpResponse:
    data = held.held_for(request)
    form = kind(submission.answers, language=submission.language, data=data)
    if submission.state not in OPEN_TO_AUTHORS:
        if data is not None:
            saved = _keep(request, submission, form, data)
            answering.send(request, submission, data)
            return _after(request, kind, form, saved)
        messages.info(request, _("It cannot be changed at present."))
        return redirect("submissions:tasks", submission.pk)
    shown = digests(submission.answers, kind.names) if data is None else shown_in(data)
    return _page(request, submission, form, shown, is_held=data is not None)


def _save(request: MemberRequest, submission: Submission, kind: type[Step]) -> HttpResponse:
    if not held.is_writers(request):
        if autosave.is_asked_for(request):
            return autosave.somebody_else()
        return render(request, "desk/somebody_else.html", status=403)
    form = kind(submission.answers, language=submission.language, data=request.POST)
    saved = _keep(request, submission, form, request.POST)
    if autosave.is_asked_for(request):
        return autosave.answer(saved)
    answering.send(request, submission, request.POST)
    return _after(request, kind, form, saved)


def _keep(request: MemberRequest, submission: Submission, form: Step, data: QueryDict) -> Saved:
    typed, shown = dict(form.typed()), shown_in(data)
    overruling = conflict.decided(request, typed, shown)
    sent = [_typed(submission, form, body) for body in data.getlist("unheard")[-MOST_UNHEARD:]]
    saved = save(submission.pk, typed, shown, actor=request.user, overruling=overruling, sent=sent)
    held.drop(request)
    return saved


def _after(request: MemberRequest, kind: type[Step], form: Step, saved: Saved) -> HttpResponse:
    """Where to go, or what to ask, once the step is saved."""
    pk = saved.submission.pk
    if saved.closed:
        text = _("It can no longer be changed. What you wrote is kept under “Earlier texts”.")
        messages.warning(request, text)
        return redirect("submissions:tasks", pk)
    if saved.conflicts:
        return conflict.ask(request, form, saved)
    if pressed := form.pressed():
        return redirect(f"{request.path}#{pressed.anchor}")
    then = request.POST.get("then", "")
    lacking = missing(form) if then == "announce" else []
    if lacking or (form.is_refused and then != "list"):
        return _page(request, saved.submission, form, saved.shown, lacking=lacking)
    if then.startswith(REMARK):
        return redirect(f"{request.path}#{then}")
    if then == "announce":
        return _announce(request, saved.submission)
    messages.success(request, _("“%(step)s” is saved.") % {"step": kind.title})
    places = {"list": reverse("submissions:tasks", args=[pk]), "stay": request.path}
    return redirect(places.get(then) or following(kind, pk))


def _announce(request: MemberRequest, submission: Submission) -> HttpResponse:
    try:
        announce(submission.pk, actor=request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The union knows of it now. Complete it when you can."))
    return redirect("submissions:tasks", submission.pk)


def _page(
    request: MemberRequest,
    submission: Submission,
    form: Step,
    shown: dict[str, str],
    *,
    is_held: bool = False,
    lacking: list[Problem] | None = None,
) -> HttpResponse:
    context = {
        "submission": submission,
        "step": form,
        "steps": STEPS,
        "number": STEPS.index(type(form)) + 1 if type(form) in STEPS else None,
        "lacking": lacking,
        "remarks": comments_at(submission.page) if submission.page else {},
        "shown": json.dumps(shown),
        "writer": held.writer_token(request.user),
        "is_held": is_held,
        "unsent": answering.written(held.held_for(request)),
        "following": following(type(form), submission.pk),
    }
    return render(request, "desk/submissions/step.html", context)


def following(kind: type[Step], pk: Any) -> str:
    """The address of what comes after a step: the next one, or the check before sending."""
    place = STEPS.index(kind) + 1 if kind in STEPS else len(STEPS)
    if place < len(STEPS):
        return reverse("submissions:step", args=[pk, STEPS[place].slug])
    return reverse("submissions:check", args=[pk])


def _typed(submission: Submission, form: Step, body: str) -> Answers:
    return type(form)(
        submission.answers, language=submission.language, data=QueryDict(body)
    ).typed()
