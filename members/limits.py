"""How often the same is asked for, so that nobody has the site write mails without end."""

from django.http import HttpRequest

from accounts import limits

RATES = {
    "join": "5/h/ip",
    "invite": "30/h/user",
    "profile": "10/h/user",
    "message": "30/h/user",
    "contact": "10/h/ip",
    "contact_address": "5/d/key",
    "contact_link": "60/h/ip",
}


def within_limit(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Count an action by its key in `RATES`; False where it was done too often."""
    return limits.within_limit(request, "members", action, RATES, key=key)
