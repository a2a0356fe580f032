"""What the worker does for the outbox about once a minute."""

from datetime import timedelta

from django.utils import timezone

from mail import delivery
from mail.enums import State
from mail.models import OutboxMessage
from mail.tasks import plan

# Mails hold names, addresses and links that open accounts: they are kept only as long as somebody
# may ask what became of them.
KEEP_TEXTS, KEEP_ROWS = timedelta(days=7), timedelta(days=90)


def keep_up() -> None:
    """Take back what dead workers held, forget what has had its time, deliver what is due."""
    delivery.reap()
    forget()
    plan()


def forget() -> None:
    """Empty the mails that were sent some time ago, and delete what ended long ago."""
    now = timezone.now()
    sent = OutboxMessage.objects.filter(state=State.SENT, finished_at__lt=now - KEEP_TEXTS)
    sent.exclude(mime=b"").update(mime=b"")
    ended = OutboxMessage.objects.filter(state__in=(State.SENT, State.DEAD))
    ended.filter(finished_at__lt=now - KEEP_ROWS).delete()
