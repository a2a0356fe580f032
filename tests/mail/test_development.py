"""The page that shows mails to developers, and to nobody in production."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from mail.models import OutboxMessage
from scripts.paths import ROOT
from scripts.test import PRODUCTION
from tests.mail.test_messages import send
from tests.mail.test_outbox import full_mail

ADDRESS = "/development/mail/"


def shown(client: Client, path: str = "") -> str:
    """A page about the only mail."""
    number = OutboxMessage.objects.get().pk
    answer = client.get(f"{ADDRESS}{number}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_mails_are_listed_and_shown_as_text_and_as_html(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 200
    send("ar", title="https://example.org/path")
    page = client.get(ADDRESS).content.decode()
    assert f'href="{ADDRESS}{OutboxMessage.objects.get().pk}/" lang="ar" dir="rtl"' in page
    page = shown(client)
    assert '<iframe class="mail__html" sandbox src="' in page
    assert 'href="https://example.org/path"' in page
    assert 'dir="rtl">' in shown(client, "html/")


@pytest.mark.django_db
def test_attachments_are_named(client: Client) -> None:
    full_mail().send()
    assert "örnek.png" in shown(client)


@pytest.mark.django_db
def test_the_html_of_a_mail_runs_nothing_and_is_framed_by_us_alone(client: Client) -> None:
    send()
    number = OutboxMessage.objects.get().pk
    frame = client.get(f"{ADDRESS}{number}/")["Content-Security-Policy"]
    html = client.get(f"{ADDRESS}{number}/html/")["Content-Security-Policy"]
    assert "frame-src 'self'" in frame
    assert "'unsafe-inline'" not in frame
    assert "default-src 'none'" in html and "script-src" not in html
    assert "frame-ancestors 'self'" in html


@pytest.mark.django_db
def test_a_mail_without_html_is_shown_as_text(client: Client) -> None:
    EmailMessage("Hello", "<b>Text</b>", None, ["ada@example.org"]).send()
    assert "&lt;b&gt;Text&lt;/b&gt;" in shown(client)
    assert "<iframe" not in shown(client)
    answer = client.get(f"{ADDRESS}{OutboxMessage.objects.get().pk}/html/", follow=True)
    assert answer.status_code == 404


@pytest.mark.django_db
def test_a_mail_whose_text_is_no_longer_kept_is_still_listed(client: Client) -> None:
    send()
    OutboxMessage.objects.update(mime=b"")
    assert "Ada &amp;" in shown(client)


def test_production_has_no_such_page() -> None:
    asked = (
        "import config.wsgi; from django.urls import Resolver404, resolve\n"
        f"try: resolve({ADDRESS!r}); print('there')\n"
        "except Resolver404: print('none')"
    )
    mine = {**os.environ, **PRODUCTION, "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"}
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=mine, capture_output=True, text=True
    )
    # Wagtail's own pattern takes whatever looks like a page, below a language alone.
    assert said.stdout.strip() == "none", said.stderr
