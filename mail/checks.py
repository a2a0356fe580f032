"""What a site must know before it can write to anybody."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from mail.addresses import bare

OUTBOX = "mail.backend.OutboxBackend"
# They write mails to where nobody reads them.
LEADING_NOWHERE = ("console", "dummy", "filebased", "locmem")


@register()
def check_every_mail_takes_our_road(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """No mail is sent while somebody waits for an answer, or before what it tells of is true."""
    found: list[CheckMessage] = []
    if settings.EMAIL_BACKEND != OUTBOX:
        found.append(
            Error(
                f"Mails would be sent by {settings.EMAIL_BACKEND}, and not wait in the outbox.",
                hint=f'Set EMAIL_BACKEND to "{OUTBOX}", and name the server by EMAIL_URL.',
                id="mail.E001",
            )
        )
    if settings.MEYDAN_MAIL_TRANSPORT == OUTBOX:
        found.append(
            Error(
                "The outbox would send its mails to itself.",
                hint="Name a mail server by EMAIL_URL, for example smtp+tls://user:word@host:587.",
                id="mail.E002",
            )
        )
    return found


@register(deploy=True)
def check_mails_arrive(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A site in production has a mail server, and an address of its own to write from."""
    found: list[CheckMessage] = []
    transport = settings.MEYDAN_MAIL_TRANSPORT
    if not transport or transport.split(".")[-2] in LEADING_NOWHERE:
        found.append(
            Error(
                "No mail server is known: mails wait, and invitations reach nobody.",
                hint="Name one by EMAIL_URL, for example smtp+tls://user:word@host:587.",
                id="mail.E003",
            )
        )
    if not _is_public(settings.DEFAULT_FROM_EMAIL):
        found.append(
            Error(
                f"Nobody could answer mails from {settings.DEFAULT_FROM_EMAIL!r}.",
                hint="Set MEYDAN_MAIL_FROM, for example to Meydan <meydan@example.org>.",
                id="mail.E004",
            )
        )
    return found


def _is_public(address: str) -> bool:
    try:
        return "." in bare(address).rpartition("@")[2]
    except ValueError:
        return False
