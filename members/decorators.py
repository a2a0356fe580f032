"""The door of the member's desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.defaults import page_not_found

from members.models import Membership
from members.people import membership_of

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of somebody who represents a municipality."""

    membership: Membership


def representative(
    view: Callable[Concatenate[Any, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let in who represents a municipality, as `request.membership`.

    Others log in first, or read why there is no desk for them. No cache keeps the answer.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = _answer(view, request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def _answer(
    view: Callable[..., HttpResponseBase], request: Any, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    request.membership = membership_of(request.user)
    if request.membership is None:
        return render(request, "desk/not_a_representative.html", status=403)
    try:
        return view(request, *args, **kwargs)
    except Http404 as error:
        # Answered here, so that no cache keeps it either.
        return page_not_found(request, error)
