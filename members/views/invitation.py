"""The page that the link of an invitation leads to."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.sessions import end_sessions
from members import people
from members.accounts import INVITATION
from members.enums import InvitationState
from members.letters import name_of
from members.models import Invitation


# Programs that check mails open every link: nothing changes before a person presses a button.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Who invites to what; a POST goes on to the account, the log-in or the desk."""
    found = people.find(secret)
    if found is None or found.state != InvitationState.OPEN:
        response = _void(request, found)
    elif request.method == "POST":
        response = _go_on(request, found)
    else:
        response = _show(request, found)
    # The address is a secret; no other site is to learn it.
    response["Referrer-Policy"] = "same-origin"
    return response


def _show(request: HttpRequest, found: Invitation) -> HttpResponse:
    account = None if request.user.is_authenticated else people.account_of(found.address)
    context = {
        "invitation": found,
        "inviter": name_of(found.invited_by),
        "is_foreign": request.user.is_authenticated and not people.is_for(found, request.user),
        "is_closed": account is not None and not account.is_active,
        "has_account": account is not None,
    }
    return render(request, "members/invitation.html", context)


def _void(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    own = found is not None and found.accepted_by is not None and found.accepted_by == request.user
    context = {"invitation": found, "is_own": own}
    return render(request, "members/invitation_void.html", context, status=410 if found else 404)


def _go_on(request: HttpRequest, found: Invitation) -> HttpResponse:
    if request.user.is_authenticated:
        return _accept(request, found)
    account = people.account_of(found.address)
    if account is None:
        request.session[INVITATION] = found.pk
        get_adapter().stash_verified_email(request, found.address)
        return redirect("account_signup")
    if not account.is_active:
        return _show(request, found)
    return redirect_to_login(request.path)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        people.accept(found, request.user)
    except people.RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    end_sessions(request.user, keep=request.session.session_key)
    messages.success(
        request,
        _("You now represent %(municipality)s.") % {"municipality": found.organisation.name},
    )
    return redirect("desk:index")
