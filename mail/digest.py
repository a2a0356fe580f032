"""One mail a day that joins what was held back for a reader."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone, translation

from core.signals import periodic
from mail import unsubscribing
from mail.links import absolute
from mail.messages import name_of_kind, send
from mail.models import DigestReader, HeldMail, Unsubscription
from mail.preferences import DIGEST

logger = logging.getLogger(__name__)

MORNING = 6  # o'clock in the site's time zone: what came before is sent then
MOST_READERS = 200  # in one round; the next minute has its own
MOST_MAILS = 100  # in one digest


@receiver(periodic)
def time_passed(**kwargs: Any) -> None:
    """The worker's turn."""
    send_due(timezone.localtime())


def send_due(now: datetime) -> None:
    """Write the digests that are due, each in one transaction with the end of what it joins.

    So nothing is lost or repeated where the worker dies, and from there on a digest is a mail of
    the outbox like any other, with its Message-ID.
    """
    waiting = due(now).order_by("address").values_list("address", flat=True).distinct()
    for address in waiting[:MOST_READERS]:
        try:
            _send(address, now)
        except Exception:  # one reader's mails keep nobody else from hers; they are kept
            logger.exception("A digest could not be written; it is tried again")


def due(now: datetime) -> QuerySet[HeldMail]:
    """What was held until the latest morning, and all for who wants no digest any more."""
    morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning > now:
        morning -= timedelta(days=1)
    readers = DigestReader.objects.filter(address=OuterRef("address"))
    return HeldMail.objects.filter(Q(created_at__lt=morning) | ~Exists(readers))


@transaction.atomic
def _send(address: str, now: datetime) -> None:
    mine = due(now).filter(address=address).select_for_update().order_by("pk")
    held = list(mine[:MOST_MAILS])
    wanted = _wanted(held, address)
    if wanted:
        language = wanted[-1].language  # the one she has chosen last
        with translation.override(language):
            context = {
                "mails": [_entry(mail) for mail in wanted],
                "preferences_address": absolute(reverse("mail:preferences")),
            }
        send(DIGEST, address, language, context, essential=False)
    HeldMail.objects.filter(pk__in=[mail.pk for mail in held]).delete()


def _wanted(held: list[HeldMail], address: str) -> list[HeldMail]:
    """Without the kinds left meanwhile; nothing for an account that was closed meanwhile."""
    users = get_user_model()._default_manager.filter(email__iexact=address)
    accounts = users.values_list("is_active", flat=True)
    left = set(Unsubscription.objects.filter(address=address).values_list("kind", flat=True))
    if DIGEST in left or (accounts and not any(accounts)):
        return []
    return [mail for mail in held if mail.kind not in left]


def _entry(mail: HeldMail) -> dict[str, str]:
    return {
        "subject": mail.subject,
        "text": mail.text,
        "language": mail.language,
        "kind": name_of_kind(mail.kind),
        "unsubscribe_address": absolute(unsubscribing.address_for(mail.kind, mail.address)),
    }
