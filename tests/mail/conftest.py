"""The site's own road for mails, which Django's test environment takes away, and its ends."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mail.checks import OUTBOX
from tests.servers.smtp import MailServer, running

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def road(settings: Any) -> None:
    """Mails go into the outbox; there are some templates to write them from."""
    settings.EMAIL_BACKEND = OUTBOX
    settings.DEFAULT_FROM_EMAIL = "Meydan <meydan@example.org>"
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}, *others]


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, to which the outbox delivers."""
    with running() as server:
        settings.MEYDAN_MAIL_TRANSPORT = "mail.transport.SMTPTransport"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 0.5
        yield server
