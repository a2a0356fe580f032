"""From the outbox to the mail server: one mail at a time, each claimed before it is sent.

A mail goes out once, but where the worker died after the mail server had accepted it and before
that was committed; it then goes out again with the same Message-ID.
"""

import logging
import time
from datetime import timedelta
from email import message_from_bytes
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO
from random import SystemRandom
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from mail.enums import State
from mail.failures import Failure, NotTakenError, failure
from mail.models import OutboxMessage

logger = logging.getLogger(__name__)

TURN = 10  # seconds after which other tasks have theirs
MOST_ATTEMPTS = 24  # in about two days, by these waits
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
# Whoever claimed a mail that long ago is dead: longer than any attempt (`transport.LONGEST`).
ABANDONED = timedelta(minutes=10)
HELD, HOLD = "mail:held", 60  # seconds in which a failing mail server is left alone
PAUSES = (1, 2, 4, 8, 16)  # seconds, while the database does not take what has become of a mail

chance = SystemRandom()


class StoredMIME(Message):
    """A message that is written as it was read."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, *, linesep: str = "\n") -> bytes:
        """As Django's transports call it, which add `linesep` to what Python's own takes."""
        file = BytesIO()
        BytesGenerator(file, mangle_from_=False, policy=policy).flatten(
            self, unixfrom=unixfrom, linesep=linesep
        )
        return file.getvalue()


class StoredEmail(EmailMessage):
    """A mail of the outbox, as transports take it."""

    def __init__(self, stored: OutboxMessage) -> None:
        super().__init__(stored.subject, "", stored.sender, [stored.recipient])
        self.mime = bytes(stored.mime)

    def message(self, *, policy: Any = None) -> Any:
        """The message as it was written."""
        return message_from_bytes(self.mime, _class=StoredMIME)


def due() -> QuerySet[OutboxMessage]:
    """The mails whose time has come; those that somebody waits for before all others."""
    ready = OutboxMessage.objects.filter(state=State.QUEUED, due__lte=timezone.now())
    return ready.order_by("-essential", "due", "pk")


def is_called_for() -> bool:
    """Whether there is something to deliver, and a server that might take it."""
    return bool(settings.MEYDAN_MAIL_TRANSPORT) and not cache.get(HELD) and due().exists()


def work_off() -> None:
    """Deliver what is due until nothing is, the mail server fails, or the turn is over."""
    if not is_called_for():
        return
    end = time.monotonic() + TURN
    transport = get_connection(settings.MEYDAN_MAIL_TRANSPORT)
    while is_called_for() and time.monotonic() < end:
        message = claim()
        if message is None:
            return
        attempt(message, transport)


def claim() -> OutboxMessage | None:
    """Take the next mail in hand; of two workers only one gets it."""
    for number in due().values_list("pk", flat=True)[:20]:
        # Durable: what is sent must be seen as claimed by all others.
        with transaction.atomic(durable=True):
            taken = OutboxMessage.objects.filter(pk=number, state=State.QUEUED).update(
                state=State.SENDING,
                claim=uuid4(),
                claimed_at=timezone.now(),
                attempts=F("attempts") + 1,
            )
        if taken:
            return OutboxMessage.objects.get(pk=number)
    return None


def attempt(message: OutboxMessage, transport: Any) -> None:
    """Send a claimed mail, and note what has become of it before all else."""
    try:
        transport.open()
        if not transport.send_messages([StoredEmail(message)]):
            raise NotTakenError
    except Exception as error:
        # Of a mail server's failures the list in the admin tells; of our own only the log.
        if not isinstance(error, OSError):
            logger.exception("Mail %s could not be sent", message)
        _failed(message, failure(error))
    else:
        _settle(message, state=State.SENT, finished_at=timezone.now(), last_error="")
    finally:
        transport.close()


def wait(attempts: int) -> timedelta:
    """Until the next attempt after so many: twice as long each time, and never all at once."""
    full = min(FIRST_WAIT * 2.0 ** (attempts - 1), LONGEST_WAIT)
    return full * chance.uniform(0.5, 1)


def reap() -> None:
    """Put back what a dead worker had in hand."""
    now = timezone.now()
    abandoned = OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=now - ABANDONED)
    free = {"claim": None, "claimed_at": None}
    abandoned.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=State.DEAD, finished_at=now, last_error="The worker died while sending it.", **free
    )
    abandoned.update(state=State.QUEUED, due=now, **free)


def _failed(message: OutboxMessage, failure: Failure) -> None:
    if failure.general:
        cache.set(HELD, True, HOLD)
    now = timezone.now()
    if failure.permanent or message.attempts >= MOST_ATTEMPTS:
        logger.warning("Mail %s is given up", message)
        _settle(message, state=State.DEAD, finished_at=now, last_error=failure.answer)
    else:
        later = now + wait(message.attempts)
        _settle(message, state=State.QUEUED, due=later, last_error=failure.answer)


def _settle(message: OutboxMessage, **values: Any) -> None:
    """Note the outcome, however long the database makes us ask: else the mail is sent twice."""
    for pause in (*PAUSES, None):
        try:
            mine = OutboxMessage.objects.filter(pk=message.pk, claim=message.claim)
            mine.update(claim=None, claimed_at=None, **values)
            return
        except (InterfaceError, OperationalError):
            if pause is None:
                raise
            logger.warning("What has become of mail %s is not noted yet", message, exc_info=True)
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)
