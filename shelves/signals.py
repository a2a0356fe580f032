"""What lists follow: log-ins, accounts that are closed, and time."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from core.signals import periodic
from shelves.keepers import VISITOR, days_kept, take_over
from shelves.models import Shelf

# How long the lists of an account that was closed wait for it to be opened again.
KEPT_FOR_CLOSED = timedelta(days=90)
DAY = timedelta(days=1)
DONE = "shelves:forgotten"


@receiver(user_logged_in)
def on_login(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """What was kept for the session is the account's from here on."""
    visitor = request.session.pop(VISITOR, "")
    if visitor:
        take_over(visitor, user)


@receiver(post_save, sender=get_user_model())
def on_account(instance: Any, created: bool, **kwargs: Any) -> None:
    """An account that is closed leaves its lists waiting from that day on."""
    if not created and not instance.is_active:
        Shelf.objects.filter(owner=instance).update(used_at=timezone.now())


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn, once a day."""
    if not cache.get(DONE):
        forget()
        cache.set(DONE, True, DAY.total_seconds())


def forget() -> None:
    """Delete lists whose session has ended, and those of accounts closed long ago."""
    now = timezone.now()
    # Written once a day, the last use may be a day later than noted.
    ended = now - timedelta(days=days_kept()) - DAY
    Shelf.objects.filter(owner=None, used_at__lt=ended).delete()
    Shelf.objects.filter(owner__is_active=False, used_at__lt=now - KEPT_FOR_CLOSED).delete()
