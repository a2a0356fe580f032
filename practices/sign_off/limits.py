"""How often links are opened and asked for, counted for all workers together."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

# As allauth writes them, whose counters in the shared cache these are.
RATES = {
    "open": "60/m/ip",
    # Nobody has the site write to a stranger without end.
    "ask": "30/h/user,5/d/key",
}


def within_limit(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count an action by its key in `RATES`; False where it was done too often."""
    used = consume(request, app="sign_off", action=action, config=RATES, key=key, limit_get=True)
    return used is not None
