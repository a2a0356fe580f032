"""The form in which a lead changes the municipality's profile."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import held
from members.decorators import MemberRequest, representative
from members.forms import languages
from members.limits import within_limit
from members.people import RefusedError
from members.profile import acts, drafts
from members.profile.form import ProfileForm
from members.profile.networks import suggestions
from members.profile.posted import Pressed, pressed, read_posted
from members.profile.questions import questions
from members.profile.values import NAMES, Typed, digests
from members.typed import shown_in

LEAVE = "leave."


@held.holding
@require_http_methods(["GET", "HEAD", "POST"])
@representative
def edit_profile(request: MemberRequest) -> HttpResponse:
    """Show the form; a POST saves it and does what its button says."""
    if not request.membership.lead:
        raise PermissionDenied
    there = drafts.known(request.membership.organisation)
    if request.method == "POST":
        return _save(request, there)
    data = held.held_for(request)
    if data is not None:
        typed = read_posted(data, there.typed)
        return _show(request, there, typed, shown_in(data), is_held=True)
    if there.proposal and there.proposal.is_waiting:
        messages.info(request, _("The union has these changes. Take them back to go on writing."))
        return redirect("desk:profile")
    return _show(request, there, there.typed, digests(there.typed))


def _save(request: MemberRequest, there: drafts.Known) -> HttpResponse:
    if not held.is_writers(request):
        return render(request, "desk/somebody_else.html", status=403)
    data, organisation = request.POST, request.membership.organisation
    typed, shown = read_posted(data, there.typed), shown_in(data)
    if data.get("act") == "reopen" and not _reopened(request):
        return _show(request, drafts.known(organisation), typed, shown)
    saved = drafts.save(
        organisation,
        typed,
        shown,
        actor=request.user,
        language=_language(data),
        leaving=[name for name in NAMES if LEAVE + name in data],
    )
    if saved.sent:
        return _show(request, saved.known, typed, shown, is_sent=True, status=409)
    held.drop(request)
    if saved.conflicts:
        mine = saved.known.typed | {name: typed[name] for name in saved.conflicts}
        seen = digests(saved.known.typed)
        return _show(request, saved.known, mine, seen, conflicts=saved.conflicts, status=409)
    return _after(request, saved.known, pressed(data))


def _after(request: MemberRequest, there: drafts.Known, button: Pressed | None) -> HttpResponse:
    """Where to go once everything is saved."""
    if button:
        return redirect(f"{request.path}#{button.anchor}")
    act = request.POST.get("act", "")
    form = ProfileForm(there.typed, language=_language_of(there))
    if form.problems and act in ("save", "send"):
        return _show(request, there, there.typed, digests(there.typed), is_refused=True)
    if act == "send":
        return _send(request, there)
    messages.success(request, _("Saved. The union sees it once you send it."))
    return redirect("desk:profile" if act == "save" else "desk:edit_profile")


def _send(request: MemberRequest, there: drafts.Known) -> HttpResponse:
    try:
        if there.proposal is None:
            raise RefusedError(_("You have not changed anything yet."))
        if not within_limit(request, "profile"):
            raise RefusedError(_("You have asked for many changes. Wait an hour, then send this."))
        acts.propose(there.organisation, actor=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:edit_profile")
    messages.success(request, _("The union has your changes. You get a mail once it has decided."))
    return redirect("desk:profile")


def _reopened(request: MemberRequest) -> bool:
    try:
        acts.take_back(request.membership.organisation, actor=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _show(
    request: MemberRequest,
    there: drafts.Known,
    typed: Typed,
    shown: dict[str, str],
    *,
    conflicts: list[str] | None = None,
    status: int = 200,
    **also: Any,
) -> HttpResponse:
    language = _language_of(there)
    form = ProfileForm(typed, language=language)
    shown_fields = list(questions(there, form, conflicts or []))
    context = {
        "form": form,
        "questions": shown_fields,
        "conflicts": [field for field in shown_fields if field.meanwhile is not None],
        "proposal": there.proposal,
        "language": language,
        "write_in": languages() if there.page is None else [],
        "suggestions": suggestions(),
        "shown": json.dumps(shown),
        "writer": held.writer_token(request.user),
        **also,
    }
    return render(request, "desk/profile/edit.html", context, status=status)


def _language_of(there: drafts.Known) -> str:
    if there.page:
        code: str = there.page.locale.language_code
        return code
    return there.proposal.language if there.proposal else _active()


def _language(data: QueryDict) -> str:
    chosen = data.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else _active()


def _active() -> str:
    return get_language() or settings.LANGUAGE_CODE
