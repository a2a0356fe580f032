"""Whether a call is open: every page asks, and no page asks the database for it alone."""

from time import monotonic
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from practices.models import Call

FRESH = 60  # seconds for which a process believes what it knows
_known: tuple[float, bool] | None = None


def any_open() -> bool:
    """Whether one can be answered; up to a minute late when it is another process that saved it."""
    global _known
    now = monotonic()
    if _known is None or now - _known[0] > FRESH:
        _known = now, bool(Call.objects.open().exists())
    return _known[1]


@receiver([post_save, post_delete], sender=Call)
def forget(**kwargs: Any) -> None:
    """Ask anew."""
    global _known
    _known = None
