"""Choices of events."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    """What kind of gathering an event is."""

    FORUM = "forum", _("Forum")
    CONFERENCE = "conference", _("Conference")
    SYMPOSIUM = "symposium", _("Symposium")
    WORKSHOP = "workshop", _("Workshop")
    PANEL = "panel", _("Panel")
    SIDE_EVENT = "side-event", _("Side event")
    SESSION = "session", _("Session")
    EXHIBITION = "exhibition", _("Exhibition")
    SCREENING = "screening", _("Film screening")
    SERIES = "series", _("Series of meetings")


class EventFormat(TextChoices):
    """How people take part."""

    IN_PERSON = "in-person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
