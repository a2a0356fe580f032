"""How often the same is asked for, so that nobody has the site write mails without end."""

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest

# As allauth writes them, whose counters in the shared cache these are.
RATES = {
    "join": "5/h/ip",
    "invite": "30/h/user",
    "profile_change": "10/h/user",
}


def within_limit(request: HttpRequest, action: str) -> bool:
    """Count an action by its key in `RATES`; False where it was done too often."""
    used = consume(request, app="members", action=action, config=RATES, limit_get=True)
    return used is not None
