"""How often links are opened and asked for."""

from django.http import HttpRequest

from accounts import limits

RATES = {
    "open": "60/m/ip",
    # Nobody has the site write to a stranger without end.
    "ask": "30/h/user,5/d/key",
}


def within_limit(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count an action by its key in `RATES`; False where it was done too often."""
    return limits.within_limit(request, "sign_off", action, RATES, key)
