"""Events and the declarations signed at them."""

from events.models.declaration import DeclarationPage
from events.models.event import EventPage

__all__ = ["DeclarationPage", "EventPage"]
