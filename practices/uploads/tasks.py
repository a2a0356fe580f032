"""The check of files, as the worker does it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task

from core.signals import periodic
from practices.models import Upload
from practices.uploads import checking

# Somebody sits before the page and waits; a mail or two may go first.
PRIORITY = 40
SILENCE = timedelta(minutes=5)


@task(priority=PRIORITY)
def check(upload_id: str) -> None:
    """Check one file; one that is settled, or gone, needs nothing."""
    if upload := Upload.objects.waiting().filter(pk=UUID(upload_id)).first():
        checking.check(upload)


def plan(upload: Upload) -> None:
    """Have a file checked as soon as it is there for the worker too."""
    key = str(upload.pk)
    transaction.on_commit(lambda: check.enqueue(key))


@receiver(periodic)
def ask_again(**_kwargs: Any) -> None:
    """Have those files checked whose worker died, or whose scanner did not answer."""
    now = timezone.now()
    forgotten = Upload.objects.waiting().filter(asked_at__lt=now - SILENCE)
    for key in forgotten.values_list("pk", flat=True):
        # Of several workers one asks.
        if forgotten.filter(pk=key).update(asked_at=now):
            check.enqueue(str(key))
