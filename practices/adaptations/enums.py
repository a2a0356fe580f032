"""How far an adaptation has come, and whether readers see it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AdaptationStage(TextChoices):
    """How far a city has come with another city's practice."""

    CONSIDERING = "considering", _("Considering it")
    PLANNING = "planning", _("Planning it")
    UNDER_WAY = "under-way", _("Setting it up")
    RUNNING = "running", _("Running it")
    STOPPED = "stopped", _("Stopped")


class AdaptationState(TextChoices):
    """What stands behind the statement that a city adapts a practice."""

    OPEN = "open", _("Recorded by the city")
    CONFIRMED = "confirmed", _("Confirmed by the union")
    WITHDRAWN = "withdrawn", _("Withdrawn by the city")
    HIDDEN = "hidden", _("Hidden by the union")
