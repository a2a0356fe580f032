"""How often lists are changed: anybody may make them, and nobody is to fill the site with them."""

from django.http import HttpRequest

from accounts import limits

RATES = {"change": "1000/h/ip"}


def within_limit(request: HttpRequest) -> bool:
    """Count a change; False where one address has made too many."""
    return limits.within_limit(request, "shelves", "change", RATES)
