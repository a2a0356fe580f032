"""The mails about messages, as the worker writes them: those of one to all members take long."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from core.signals import periodic
from members.messages import letters
from members.models import Message

# Below checks of files and deliveries of mails, for which somebody waits.
PRIORITY = 30
SILENCE = timedelta(minutes=5)
# Asked for again in a minute: the worker may be alive, and only busy.
AT_ONCE = 100


@task(priority=PRIORITY)
def tell(number: int) -> None:
    """Write the mails about a message, once."""
    with transaction.atomic():
        untold = Message.objects.select_for_update(of=("self",)).filter(told_at=None)
        message = untold.select_related("thread__organisation", "author").filter(pk=number).first()
        if message:
            letters.written(message)
            message.told_at = timezone.now()
            message.save(update_fields=["told_at"])


@receiver(periodic)
def tell_again(**_kwargs: Any) -> None:
    """Have those told of whose worker died."""
    forgotten = Message.objects.filter(told_at=None, written_at__lt=timezone.now() - SILENCE)
    for number in forgotten.order_by("written_at").values_list("pk", flat=True)[:AT_ONCE]:
        tell.enqueue(number)
