"""Who speaks for the municipality; its leads invite and remove."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members import people
from members.decorators import MemberRequest, representative
from members.forms import InviteForm
from members.limits import within_limit
from members.models import Invitation, Membership


def lead(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let in lead representatives alone."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.membership.lead:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return representative(guarded)


@representative
def colleagues(request: MemberRequest) -> HttpResponse:
    """Everybody who represents the municipality, and who is invited to."""
    return _show(request, InviteForm())


@require_http_methods(["GET", "HEAD", "POST"])
@lead
def invite(request: MemberRequest) -> HttpResponse:
    """Invite somebody; a refused form comes back as it was filled in."""
    form = InviteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    refusal = _invite(request, **form.cleaned_data)
    if not refusal:
        return redirect("desk:colleagues")
    form.add_error(None, refusal)
    return _show(request, form)


@require_POST
@lead
def invite_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an invitation anew; the link of the earlier mail is void then."""
    found = _invitation(request, pk)
    refusal = _invite(request, found.address, found.language, found.lead)
    if refusal:
        messages.error(request, refusal)
    return redirect("desk:colleagues")


@require_POST
@lead
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Make the link of an invitation void."""
    people.withdraw(_invitation(request, pk), actor=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("desk:colleagues")


@require_http_methods(["GET", "HEAD", "POST"])
@lead
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask, then end a membership."""
    found = _colleague(request, pk)
    if request.method != "POST":
        return render(request, "desk/remove.html", {"colleague": found})
    return _change(request, people.remove, found)


@require_POST
@lead
def set_lead(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a colleague a lead (`lead=yes`), or no longer one."""
    wanted = request.POST.get("lead") == "yes"
    return _change(request, people.set_lead, _colleague(request, pk), wanted)


def _show(request: MemberRequest, form: InviteForm) -> HttpResponse:
    organisation = request.membership.organisation
    context = {
        "colleagues": _active(request).select_related("user").order_by("-lead", "since", "pk"),
        "invitations": _waiting(request).select_related("invited_by"),
        "form": form,
        "organisation": organisation,
    }
    return render(request, "desk/colleagues.html", context)


def _active(request: MemberRequest) -> Any:
    return Membership.objects.active().filter(organisation=request.membership.organisation)


def _waiting(request: MemberRequest) -> Any:
    """Those that have expired too: they may be sent again."""
    return people.waiting().filter(organisation=request.membership.organisation)


def _colleague(request: MemberRequest, pk: int) -> Membership:
    found: Membership = get_object_or_404(_active(request).select_related("user"), pk=pk)
    return found


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    found: Invitation = get_object_or_404(_waiting(request).select_related("organisation"), pk=pk)
    return found


def _invite(request: MemberRequest, address: str, language: str, lead: bool) -> str:
    """Send an invitation, or say why not."""
    if not within_limit(request, "invite"):
        return _("You have sent many invitations. Wait an hour, then go on.")
    organisation = request.membership.organisation
    try:
        people.invite(address, organisation, lead=lead, actor=request.user, language=language)
    except people.RefusedError as refusal:
        return str(refusal)
    sentence = _("The invitation is on its way to %(address)s.")
    messages.success(request, sentence % {"address": address})
    return ""


def _change(
    request: MemberRequest, act: Callable[..., None], found: Membership, *args: Any
) -> HttpResponse:
    try:
        act(found, *args, actor=request.user, keep=request.session.session_key)
    except people.RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:colleagues")
