"""Open calls on pages that are not about them."""

from django import template

from practices.calls.openness import any_open
from practices.models import Call

register = template.Library()


@register.simple_tag
def any_open_call() -> bool:
    """Whether there is one to answer; seldom a query."""
    return any_open()


@register.simple_tag
def open_calls() -> list[Call]:
    """Those that can be answered, the next to close first; no query where there is none."""
    return list(Call.objects.open()) if any_open() else []
