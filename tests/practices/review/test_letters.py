"""The mails of a review, each in its reader's language and with a way that she may go."""

from datetime import date
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from core.i18n import direction
from mail.models import OutboxMessage
from practices.enums import Decision
from practices.enums import SubmissionState as State
from practices.models import Submission
from practices.submissions import acts
from practices.submissions.conversation import remark
from practices.submissions.reviewing import assign, decide
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.submissions import complete_answers, submission
from tests.practices.review.reading import mails, seen

LANGUAGES = [code for code, _name in settings.LANGUAGES]
HOSTILE = "<b>“House” & garden</b>"

pytestmark = pytest.mark.django_db


def letter(kind: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(kind=kind).latest("created_at", "pk")


def texts(mail: OutboxMessage) -> tuple[str, str]:
    """As text and as HTML."""
    message: Any = message_from_bytes(bytes(mail.mime), policy=policy.default)
    return tuple(message.get_body((kind,)).get_content() for kind in ("plain", "html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_written_in_the_language_of_its_reader(language: str) -> None:
    section()
    author = representative(language=language)
    reviewer = person("reviewer", "Reviewers", "Moderators", language=language)
    row = submission(author=author, answers=complete_answers(title=HOSTILE))
    acts.submit(row.pk, actor=author)
    assign([row.pk], reviewer, date(2031, 5, 1), actor=person("chief", "Reviewers"))
    remark(row.pk, "title", "Why?", actor=reviewer)
    refusal = {"actor": reviewer, "reason": "Because of <this>."}
    decide(row.pk, Decision.REQUEST_CHANGES, due=date(2031, 6, 1), **refusal, **seen(row))
    acts.submit(row.pk, actor=author)
    acts.take_back(row.pk, actor=author)
    acts.submit(row.pk, actor=author)
    decide(row.pk, Decision.DECLINE, **refusal, **seen(row))
    acts.take_up_again(row.pk, actor=author)
    acts.submit(row.pk, actor=author)
    for _step in range(3):
        decide(row.pk, Decision.APPROVE, actor=reviewer, **seen(row))
    desk = f"{settings.WAGTAILADMIN_BASE_URL}/{language}/desk/submissions/{row.pk}/"
    queue = f"{settings.WAGTAILADMIN_BASE_URL}/admin/practices/review/{row.pk}/"
    for kind, address in {
        "received": desk,
        "changes_requested": desk,
        "declined": desk,
        "published": desk,
        "submitted": queue,
        "assigned": queue,
        "taken_back": queue,
    }.items():
        mail = letter(kind)
        text, html = texts(mail)
        assert mail.language == language, kind
        assert HOSTILE in mail.subject and address in text, kind
        assert "&lt;b&gt;" in html and "<b>" not in html, kind
        assert f'<body dir="{direction(language)}"' in html, kind
    text, html = texts(letter("declined"))
    assert "Because of <this>." in text and "Because of &lt;this&gt;." in html


def test_no_mail_goes_to_who_has_left(reviewer: Any) -> None:
    row = submission(state=State.SUBMITTED)
    colleague = representative(row.organisation)
    representative()
    row.author.memberships.update(ended_at=timezone.now())
    decide(row.pk, Decision.DECLINE, actor=reviewer, reason="No.", **seen(row))
    assert mails() == [("declined", colleague.email)]


def test_when_a_reviewer_has_left_all_are_told(reviewer: Any) -> None:
    gone = person("gone", "Reviewers", is_active=False)
    row = submission(state=State.IN_REVIEW, reviewer=gone)
    acts.take_back(row.pk, actor=row.author)
    assert mails() == [("taken_back", reviewer.email)]


def test_the_union_reads_the_title_that_was_sent(reviewer: Any) -> None:
    row = submission(state=State.SUBMITTED)
    Submission.objects.filter(pk=row.pk).update(answers={"title": "Hers alone"})
    acts.take_back(row.pk, actor=row.author)
    assert "A house of languages" in letter("taken_back").subject
