"""The door of the admin: who is logged in but may not enter meets a page that says why.

Wagtail sends such a person to the log-in, which would send her back, for ever. And it never asks
for a second factor: the door does, of the session, so that no way of logging in goes past it.
"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.rights import has_second_factor, may_enter_admin, reaches_admin
from core.middleware import is_in_admin

Handler = Callable[[HttpRequest], HttpResponse]


class AdminDoorMiddleware:
    """Stands before everything below the admin's address, for whoever is logged in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass, refuse with 403, or send to where the second factor is shown.

        Raises:
            PermissionDenied: for an account that has no right to the admin, and for a script of
                the admin's whose session has not shown a second factor.
        """
        if not _is_guarded(request) or may_enter_admin(request):
            return self.get_response(request)
        by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        if by_script or not reaches_admin(request.user):
            raise PermissionDenied
        return HttpResponseRedirect(f"{_way_in(request)}?{urlencode({'next': _target(request)})}")


def _is_guarded(request: HttpRequest) -> bool:
    free = ("wagtailadmin_logout", "wagtailadmin_login")
    return (
        is_in_admin(request)
        and request.user.is_authenticated
        and request.path_info not in [reverse(name) for name in free]
    )


def _way_in(request: HttpRequest) -> str:
    """Where the person sets up a second factor, or shows the one she has."""
    if not has_second_factor(request.user):
        sentence = _("The administration needs a second step at log-in. Set one up here first.")
        messages.warning(request, sentence)
        return reverse("mfa_index")
    ways: list[dict[str, str]] = get_adapter().get_reauthentication_methods(request.user)
    return next(way["url"] for way in ways if way["id"].startswith("mfa_reauthenticate"))


def _target(request: HttpRequest) -> str:
    # What was sent is lost by the detour: back to the form would be back to an empty one.
    return request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
