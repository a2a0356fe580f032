"""What the worker does for messages to those behind a record."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from core.signals import periodic
from members.models import ContactMessage
from members.models.contact import CONFIRM_WITHIN, KEPT_AFTER


@receiver(periodic)
def forget(**kwargs: Any) -> None:
    """Delete what nobody confirmed in time, and what was passed on some time ago."""
    now = timezone.now()
    messages = ContactMessage.objects
    messages.filter(passed_on_at=None, created_at__lt=now - CONFIRM_WITHIN).delete()
    messages.filter(passed_on_at__lt=now - KEPT_AFTER).delete()
