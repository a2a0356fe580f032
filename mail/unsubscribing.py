"""Who wants no more mails of a kind, and the links by which people say so (RFC 8058)."""

from django.core import signing
from django.db import transaction
from django.urls import reverse

from mail.enums import State
from mail.models import OutboxMessage, Unsubscription

SALT = "mail.unsubscribing"


def address_for(kind: str, address: str) -> str:
    """The path by which an address leaves a kind, in the active language; it does not expire."""
    token = signing.dumps([kind, address.lower()], salt=SALT)
    return reverse("mail:unsubscribe", args=[token])


def read(token: str) -> tuple[str, str]:
    """The kind and the address that a path is for.

    Raises:
        django.core.signing.BadSignature: where we did not make it.
    """
    kind, address = signing.loads(token, salt=SALT)
    return kind, address


def wants_none(kind: str, address: str) -> bool:
    """Whether mails of this kind are not to go to the address."""
    return Unsubscription.objects.filter(kind=kind, address=address.lower()).exists()


@transaction.atomic
def unsubscribe(kind: str, address: str) -> None:
    """Send no more of a kind, not even what waits; saying so twice is saying it once."""
    Unsubscription.objects.get_or_create(kind=kind, address=address.lower())
    OutboxMessage.objects.filter(
        kind=kind, essential=False, recipient__iexact=address, state=State.QUEUED
    ).delete()


def resubscribe(kind: str, address: str) -> None:
    """Send mails of a kind again."""
    Unsubscription.objects.filter(kind=kind, address=address.lower()).delete()
