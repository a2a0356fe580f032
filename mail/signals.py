"""What mails wait for."""

from typing import Any

from django.dispatch import receiver

from core.signals import periodic
from mail.upkeep import keep_up


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    keep_up()
