"""What pages ask about the people of municipalities."""

from typing import Any

from django import template

from members.letters import name_of
from members.messages.reading import unread
from members.models import Membership
from members.people import membership_of

register = template.Library()


@register.filter
def has_desk(user: Any) -> bool:
    """Whether somebody represents a municipality."""
    return bool(user.is_authenticated) and membership_of(user) is not None


@register.filter
def person_name(user: Any) -> str:
    """How a person is called in texts."""
    return name_of(user)


@register.simple_tag
def unread_threads(membership: Membership) -> int:
    """In how many conversations there is something new for a representative."""
    return unread(membership)
