"""Mails of the site's own: in the reader's language, as text and as HTML."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.template import TemplateDoesNotExist
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Site

from mail import messages
from mail.models import OutboxMessage

TITLE = "Ada & <b>Söğüt</b>"
LANGUAGES = {"en": "Languages", "tr": "Diller", "ar": "اللغات", "fr": "Langues"}

pytestmark = pytest.mark.django_db


def send(language: str = "en", *, essential: bool = True, **context: Any) -> bool:
    """Send the test's own mail."""
    values = {"name": "Ada", "title": TITLE, **context}
    return messages.send("news", "ada@example.org", language, values, essential=essential)


def arrived() -> EmailMessage:
    """The latest mail, parsed."""
    stored = OutboxMessage.objects.order_by("-pk")[0]
    return message_from_bytes(bytes(stored.mime), policy=policy.default)


def part(kind: str) -> str:
    """The text (`plain`) or the HTML of the latest mail."""
    found = arrived().get_body((kind,))
    assert found is not None
    return str(found.get_content())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_speaks_its_readers_language_whatever_the_writers(language: str) -> None:
    with translation.override("fr"):
        assert send(language)
        assert translation.get_language() == "fr"
    assert LANGUAGES[language] in part("plain")
    assert LANGUAGES[language] in part("html")
    side = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{side}">' in part("html")
    assert f'<body dir="{side}"' in part("html")
    assert arrived()["Content-Language"] == language
    stored = OutboxMessage.objects.get()
    assert (stored.language, stored.kind, stored.essential) == (language, "news", True)


def test_a_language_that_the_site_does_not_speak_becomes_its_own() -> None:
    send("de")
    assert arrived()["Content-Language"] == "en"


def test_texts_are_escaped_in_html_and_nowhere_else() -> None:
    send()
    assert f"Ada: Languages & {TITLE}" in part("plain")
    assert "Ada &amp; &lt;b&gt;Söğüt&lt;/b&gt;" in part("html")
    assert "<b>Söğüt" not in part("html")
    assert arrived()["Subject"] == f"Ada & {TITLE}"


def test_a_subject_is_one_line_of_bearable_length() -> None:
    send(title="broken\r\nBcc: all@example.org " + "x" * 2000)
    assert arrived()["Bcc"] is None
    subject = str(arrived()["Subject"]).strip()
    assert subject.startswith("Ada & broken Bcc: all@example.org xxx")
    assert len(subject) == messages.LONGEST_SUBJECT


def test_a_subject_keeps_spaces_that_must_not_break() -> None:
    send(title="« Ada\u00a0»")
    assert arrived()["Subject"] == "Ada & « Ada\u00a0»"


def test_a_mail_names_the_site_and_holds_no_script_and_nothing_from_elsewhere() -> None:
    Site.objects.update(site_name="Union <of> towns")
    send()
    assert "Union <of> towns" in part("plain")
    assert "<bdi>Union &lt;of&gt; towns</bdi>" in part("html")
    assert not re.search(r"<script|<img|<link|url\(|src=", part("html"))
    assert arrived()["Auto-Submitted"] == "auto-generated"


def test_what_is_essential_cannot_be_unsubscribed_from() -> None:
    send()
    assert arrived()["List-Unsubscribe"] is None
    assert "unsubscribe" not in part("plain") + part("html")


def test_what_is_not_needs_a_name_for_what_one_unsubscribes_from() -> None:
    with pytest.raises(TemplateDoesNotExist):
        messages.send("nameless", "ada@example.org", "en", {}, essential=False)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        messages.send("news", "Ada\nBcc: all <ada@example.org>", "en", {})
    assert not OutboxMessage.objects.exists()


def test_a_mail_takes_few_queries() -> None:
    def queries(essential: bool) -> int:
        with CaptureQueriesContext(connection) as captured:
            send(essential=essential, title=TITLE * 100)
        return len(captured)

    assert queries(True) == 2  # the site's name, the row
    assert queries(False) == 3
