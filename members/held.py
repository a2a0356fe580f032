"""What was typed when the session had ended: held until its writer has logged in again.

It stands in the anonymous session of her browser, which Django carries over when she logs in,
and is shown to nobody else who logs in there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

KEY = "held"
SALT = "members.held"
LARGEST = 500_000  # characters; anonymous sessions are not to fill the database


def writer_token(user: Any) -> str:
    """What a form says of who opened it; it cannot be made by anybody else."""
    return signing.dumps(user.pk, salt=SALT)


def writer_of(request: HttpRequest) -> Any:
    """The key of the user who opened the form that is sent; nothing if it does not say."""
    try:
        return signing.loads(request.POST.get("writer", ""), salt=SALT)
    except signing.BadSignature:
        return None


def is_writers(request: HttpRequest) -> bool:
    """Whether who is logged in is who opened the form that is sent."""
    return bool(writer_of(request) == request.user.pk)


def holding(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hold what arrives after the session has ended, before its writer is asked to log in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            hold(request)
        return view(request, *args, **kwargs)

    return guarded


def hold(request: HttpRequest) -> None:
    """Hold a form that arrived without a user, for the one who opened it."""
    writer, body, place = writer_of(request), request.POST.urlencode(), _place(request)
    held = {name: form for name, form in request.session.get(KEY, {}).items() if name != place}
    others = sum(len(form["body"]) for form in held.values())
    if writer is not None and others + len(body) <= LARGEST:
        request.session[KEY] = {**held, place: {"writer": writer, "body": body}}


def held_for(request: HttpRequest) -> QueryDict | None:
    """What is held of this address for who is logged in now; of several forms the latest."""
    held = request.session.get(KEY, {})
    here = {place: form for place, form in held.items() if place.split(" ")[0] == request.path}
    own = [form["body"] for form in here.values() if form["writer"] == request.user.pk]
    if len(own) < len(here):
        _drop(request, {place for place in here if here[place]["writer"] != request.user.pk})
    return QueryDict(own[-1]) if own else None


def drop(request: HttpRequest) -> None:
    """Hold the form that was sent no longer: it is saved."""
    _drop(request, {_place(request)})


def _drop(request: HttpRequest, places: set[str]) -> None:
    held = request.session.get(KEY, {})
    if places & held.keys():
        request.session[KEY] = {place: held[place] for place in held if place not in places}


def _place(request: HttpRequest) -> str:
    """By its key where a form has one: those of two tabs are two texts, and neither gives way."""
    return f"{request.path} {request.POST.get('key', '')[:36]}".strip()
