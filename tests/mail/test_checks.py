"""The system checks without which a site would write to nobody and not know it."""

import os
import subprocess
import sys
from typing import Any

import pytest

from mail.checks import OUTBOX, check_every_mail_takes_our_road, check_mails_arrive
from scripts.paths import ROOT
from scripts.test import PRODUCTION


def test_mails_that_would_pass_the_outbox_are_noticed(settings: Any) -> None:
    assert check_every_mail_takes_our_road(None) == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    [error] = check_every_mail_takes_our_road(None)
    assert error.id == "mail.E001" and error.hint


def test_an_outbox_that_delivers_to_itself_is_noticed(settings: Any) -> None:
    settings.MEYDAN_MAIL_TRANSPORT = OUTBOX
    [error] = check_every_mail_takes_our_road(None)
    assert error.id == "mail.E002" and error.hint


@pytest.mark.parametrize("transport", ["", *(
    f"django.core.mail.backends.{name}.EmailBackend"
    for name in ("console", "dummy", "filebased", "locmem")
)])  # fmt: skip
def test_a_site_without_a_mail_server_is_noticed(settings: Any, transport: str) -> None:
    settings.MEYDAN_MAIL_TRANSPORT = transport
    [error] = check_mails_arrive(None)
    assert error.id == "mail.E003" and error.hint


@pytest.mark.parametrize(
    "address", ["", "webmaster@localhost", "Meydan", "meydan@example.org\nBcc"]
)
def test_a_site_without_an_address_to_write_from_is_noticed(settings: Any, address: str) -> None:
    settings.MEYDAN_MAIL_TRANSPORT = "mail.transport.SMTPTransport"
    settings.DEFAULT_FROM_EMAIL = address
    [error] = check_mails_arrive(None)
    assert error.id == "mail.E004" and error.hint


def _deployed(**variables: str) -> str:
    """What the deployment checks of a production site say."""
    left_out = {*PRODUCTION, "EMAIL_URL", "MEYDAN_MAIL_FROM"}
    mine = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env={**mine, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}", **variables},
        capture_output=True,
        text=True,
    )
    return done.stderr


def test_production_takes_server_and_sender_from_the_environment() -> None:
    assert "mail." not in _deployed(**PRODUCTION)
    bare = {n: v for n, v in PRODUCTION.items() if n not in ("EMAIL_URL", "MEYDAN_MAIL_FROM")}
    said = _deployed(**bare)
    assert "mail.E003" in said and "mail.E004" in said
