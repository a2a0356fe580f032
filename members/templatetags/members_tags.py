"""What pages ask about the people of municipalities."""

from typing import Any

from django import template

from members.people import membership_of, name_of

register = template.Library()


@register.filter
def has_desk(user: Any) -> bool:
    """Whether somebody represents a municipality."""
    return bool(user.is_authenticated) and membership_of(user) is not None


@register.filter
def person_name(user: Any) -> str:
    """How a person is called in texts."""
    return name_of(user)
