"""What the mails about submissions and adaptations say, as their readers see it."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from mail.checks import OUTBOX
from mail.models import OutboxMessage
from practices.adaptations import letters as of_adaptations
from practices.enums import SubmissionState as State
from practices.models import Adaptation
from practices.submissions import letters
from tests.factories.members import representative
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.factories.submissions import submission

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
TITLE = "A house of languages"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any) -> None:
    """Mails are kept in the outbox."""
    settings.EMAIL_BACKEND = OUTBOX


def parts(kind: str, recipient: str) -> tuple[str, str, str]:
    """The subject, text and HTML of the only mail of a kind to somebody."""
    stored = OutboxMessage.objects.get(kind=kind, recipient=recipient)
    mime: Any = message_from_bytes(bytes(stored.mime), policy=policy.default)
    text, html = (mime.get_body((name,)).get_content() for name in ("plain", "html"))
    return stored.subject, text, html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_has_no_gap_where_nothing_is_to_be_said(language: str) -> None:
    author = representative(language=language)
    reviewer = person("reviewer", "Reviewers", language=language)
    sent = submission(
        author=author, state=State.CHANGES_REQUESTED, reviewer=reviewer, reason="Clearer, please."
    )
    letters.changes_requested(sent)
    letters.changes_are_due(sent, timezone.localdate())
    letters.assigned(sent)
    for kind, reader in [
        ("changes_requested", author),
        ("reminder_changes", author),
        ("assigned", reviewer),
    ]:
        _subject, text, _html = parts(kind, reader.email)
        assert "\n\n\n" not in text.partition("\n-- \n")[0].strip(), kind


def test_an_arabic_sentence_keeps_its_order_around_names() -> None:
    author = representative(language="ar")
    sent = submission(author=author, state=State.SUBMITTED, title=TITLE)
    letters.received(sent, actor=author)
    subject, text, html = parts("received", author.email)
    name = sent.organisation.name
    for whole in (subject, text, html):
        assert f"\u2068{TITLE}\u2069" in whole
    assert f"\u2068{name}\u2069" in text
    assert f"\u2068{name}\u2069" in html


def test_a_draft_without_a_title_is_not_named_in_arabic_either() -> None:
    author = representative(language="ar")
    draft = submission(author=author, answers={})
    letters.draft_waits(draft, timezone.localdate())
    subject, _text, _html = parts("reminder_draft", author.email)
    assert "«" not in subject


def test_a_reviewer_whose_address_is_none_keeps_nobody_from_sending() -> None:
    broken = person("broken", "Reviewers")
    broken.email = "broken\nat example.org"
    broken.save()
    reviewer = person("reviewer", "Reviewers")
    letters.submitted(submission(state=State.SUBMITTED), again=False)
    assert [mail.recipient for mail in OutboxMessage.objects.all()] == [reviewer.email]


def test_what_is_published_is_read_at_the_address_of_the_site(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://knowledge.example.org"
    author = representative()
    public = submission(author=author, state=State.PUBLISHED)
    letters.published(public)
    _subject, text, _html = parts("published", author.email)
    assert f"https://knowledge.example.org{public.page.get_url()}" in text


def test_the_address_in_an_arabic_mail_about_an_adaptation_runs_from_left_to_right() -> None:
    source = representative(language="ar")
    organisation = source.memberships.get().organisation
    practice = PracticePageFactory(parent=section(), lead_organisation=organisation)
    other = representative()
    adaptation = Adaptation.objects.create(
        practice=practice.record_key,
        organisation=other.memberships.get().organisation,
        stage="planning",
        language="en",
        created_by=other,
    )
    of_adaptations.recorded(adaptation, organisation)
    _subject, text, html = parts("adaptation", source.email)
    assert f"\u2068{adaptation.organisation.name}\u2069" in text
    assert html.count('/ar/desk/adaptations/" dir="ltr"') == 1
