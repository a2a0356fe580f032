"""The way into the security log."""

from datetime import timedelta
from typing import Any

from allauth.core import context
from django.http import HttpRequest
from django.utils import timezone

from accounts.enums import Event
from accounts.models import SecurityEvent
from accounts.redaction import SECRET, without_secrets
from core.clients import client_address

# Longer than a year, so that what happens once a year can be compared; then nobody needs to know.
KEPT = timedelta(days=400)


def note(
    what: Event,
    *,
    user: Any = None,
    request: HttpRequest | None = None,
    about: str = "",
    **details: Any,
) -> None:
    """Write down that it happened, in the transaction of the caller.

    Without `request` it is the one that is being answered, if any; without `user` it was done by
    who is logged in there. `about` names what it was done to. `details` must suit JSON.

    Raises:
        ValueError: where `details` would tell a secret.
    """
    if told := SECRET & details.keys():
        raise ValueError(f"The security log keeps no {', '.join(sorted(told))}.")
    request = request or context.request
    user = user or _logged_in(request)
    SecurityEvent.objects.create(
        what=what,
        user=user,
        user_name=user.get_username() if user else "",
        address=client_address(request) if request else "",
        path=path_of(request)[:300] if request else "",
        about=_plain(about)[:200],
        details=details,
    )


def path_of(request: HttpRequest) -> str:
    """The path that was asked for, without what in it opens something."""
    return _plain(without_secrets(request.path, request))


def forget() -> None:
    """Delete what is older than `KEPT`."""
    SecurityEvent.objects.forget(timezone.now() - KEPT)


def _logged_in(request: HttpRequest | None) -> Any:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def _plain(text: str) -> str:
    # Databases and workbooks refuse some control characters; others turn a line around.
    return "".join(sign for sign in text if sign.isprintable())
