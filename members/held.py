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
    writer, body = writer_of(request), request.POST.urlencode()
    held = request.session.get(KEY, {})
    others = sum(len(form["body"]) for path, form in held.items() if path != request.path)
    if writer is not None and others + len(body) <= LARGEST:
        form = {"writer": writer, "body": body}
        request.session[KEY] = {**held, request.path: form}


def held_for(request: HttpRequest) -> QueryDict | None:
    """What is held of this address for who is logged in now."""
    form = request.session.get(KEY, {}).get(request.path)
    if form is None:
        return None
    if form["writer"] != request.user.pk:
        drop(request)
        return None
    return QueryDict(form["body"])


def drop(request: HttpRequest) -> None:
    """Hold it no longer: it is saved, or was somebody else's."""
    held = request.session.get(KEY, {})
    if request.path in held:
        request.session[KEY] = {path: held[path] for path in held if path != request.path}
