"""How often something is asked for, counted for all workers together in allauth's counters."""

from collections.abc import Mapping

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def within_limit(
    request: HttpRequest, app: str, action: str, rates: Mapping[str, str], key: str | None = None
) -> bool:
    """Count an action; False where it was done too often.

    `rates` has the limit of each action, written as allauth does: `30/h/user,5/d/key`.
    """
    used = consume(request, app=app, action=action, config=rates, key=key, limit_get=True)
    return used is not None
