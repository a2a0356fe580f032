"""Reminders of what waits: to whom, when, and never twice."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.i18n import direction
from core.management.commands.worker import do_periodic_work
from mail.checks import OUTBOX
from mail.enums import Pace
from mail.models import HeldMail, OutboxMessage
from mail.preferences import choose
from mail.unsubscribing import unsubscribe
from practices.enums import SubmissionState as State
from practices.models import PracticePage, Submission
from practices.submissions import acts, due
from practices.submissions.states import note
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.submissions import submission
from tests.practices.review.reading import history, mails

TODAY = date(2031, 5, 20)
LANGUAGES = [code for code, _name in settings.LANGUAGES]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def road(settings: Any) -> None:
    """Mails are kept in the outbox; no day's reminders are written yet."""
    settings.EMAIL_BACKEND = OUTBOX
    cache.clear()


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def remind(day: date = TODAY, hour: int = 9) -> list[tuple[str, str]]:
    """What a day's round writes, as template and address."""
    OutboxMessage.objects.all().delete()
    due.remind(at(day, hour))
    return mails()


def days(count: int) -> timedelta:
    return timedelta(days=count)


def put(row: Any, **fields: Any) -> Any:
    """Store what a row's own rules would not."""
    Submission.objects.filter(pk=row.pk).update(**fields)
    return Submission.objects.get(pk=row.pk)


def under_review(day: date | None = TODAY, language: str = "") -> Any:
    """With its reviewer, who has until a day."""
    reviewer = person("reviewer", "Reviewers", language=language)
    return submission(state=State.IN_REVIEW, reviewer=reviewer, due=day)


def sent_back(ago: int = 0, day: date | None = None, language: str = "en") -> Any:
    """Changes asked for so many days ago, to be made until a day."""
    row = submission(author=representative(language=language), state=State.CHANGES_REQUESTED)
    return put(row, since=at(TODAY - days(ago)), due=day)


def draft(ago: int, **fields: Any) -> Any:
    """Not written on for so many days."""
    moment = at(TODAY - days(ago))
    row = submission(**fields)
    return put(row, saved_at=moment, since=moment, created_at=moment)


def published(until: date | None, language: str = "en") -> Any:
    """Public, and to be confirmed by a day."""
    row = submission(author=representative(language=language), state=State.PUBLISHED)
    PracticePage.objects.filter(pk=row.page.pk).update(review_by=until)
    return row


@pytest.mark.parametrize("ahead", [-30, -1, 0, 1])
def test_a_reviewer_is_told_the_day_before_and_when_it_is_over(ahead: int) -> None:
    row = under_review(TODAY + days(ahead))
    assert remind() == [("reminder_review", "reviewer@example.org")]
    assert history(row)[-1] == "remind"


@pytest.mark.parametrize("day", [TODAY + days(2), None])
def test_and_not_before(day: date | None) -> None:
    under_review(day)
    assert remind() == []


def test_a_reviewer_is_told_once_before_and_once_after() -> None:
    row = under_review(TODAY + days(1))
    told = [bool(remind(TODAY + days(later))) for later in range(6)]
    assert told == [True, False, True, False, False, False]
    put(row, due=TODAY + days(10))
    assert remind(TODAY + days(9))


@pytest.mark.parametrize("state", [State.CHANGES_REQUESTED, State.DRAFT])
def test_a_reviewer_is_not_told_of_what_lies_with_its_author(state: State) -> None:
    reviewer = person("reviewer", "Reviewers")
    submission(state=state, reviewer=reviewer, due=TODAY - days(1))
    assert not [kind for kind, _to in remind() if kind == "reminder_review"]


def test_who_no_longer_reviews_is_not_told_and_nobody_in_her_place() -> None:
    row = under_review(TODAY - days(1))
    person("other", "Reviewers")
    row.reviewer.groups.clear()
    assert remind() == []
    row.reviewer.groups.set(row.reviewer.groups.model.objects.filter(name="Reviewers"))
    type(row.reviewer).objects.filter(pk=row.reviewer.pk).update(is_active=False)
    assert remind(TODAY + days(1)) == []


@pytest.mark.parametrize("ago", [14, 40])
def test_an_author_is_told_two_weeks_after_changes_were_asked_for_once(ago: int) -> None:
    row = sent_back(ago)
    assert remind() == [("reminder_changes", row.author.email)]
    assert remind(TODAY + days(1)) == []
    put(row, since=at(TODAY + days(2)))  # asked for others
    assert remind(TODAY + days(16))


@pytest.mark.parametrize("ahead", [0, 3])
def test_an_author_is_told_three_days_before_she_should_answer(ahead: int) -> None:
    row = sent_back(14, TODAY + days(ahead))
    assert remind() == [("reminder_changes", row.author.email)]  # one mail, though both are true
    assert remind(TODAY) == []


@pytest.mark.parametrize("day", [None, TODAY + days(4)])
def test_an_author_is_left_in_peace_until_then(day: date | None) -> None:
    sent_back(13, day)
    assert remind() == []


def test_a_draft_is_spoken_of_once_and_never_again() -> None:
    row = draft(60)
    assert remind() == [("reminder_draft", row.author.email)]
    assert remind(TODAY + days(1)) == []
    put(row, saved_at=at(TODAY + days(1)))
    assert remind(TODAY + days(200)) == []


def test_a_draft_that_somebody_writes_on_is_not_spoken_of() -> None:
    draft(59)
    put(draft(100), saved_at=at(TODAY - days(3)))
    put(draft(100), since=at(TODAY - days(3)))  # taken up again
    assert remind() == []


@pytest.mark.parametrize("title", ["", "Mine"])
def test_a_draft_is_called_as_its_author_calls_it(title: str) -> None:
    draft(60, title=title)
    remind()
    subject = OutboxMessage.objects.get().subject
    assert subject == ("Your draft “Mine” waits" if title else "A draft of yours waits")


def test_all_representatives_are_asked_whether_a_record_still_holds_and_asked_again() -> None:
    row = published(TODAY)
    colleague = representative(row.organisation)
    representative()
    to = sorted([row.author.email, colleague.email])
    told = {later: remind(TODAY + days(later)) for later in (-1, 0, 1, 29, 30, 31, 60, 90)}
    asked = [("reminder_valid", address) for address in to]
    assert {later for later, written in told.items() if written} == {0, 30}
    assert told[0] == told[30] == asked


def test_the_second_question_waits_even_where_the_first_came_late() -> None:
    published(TODAY - days(100))
    assert [bool(remind(TODAY + days(later))) for later in (0, 1, 29, 30)] == [
        True,
        False,
        False,
        True,
    ]


def test_who_has_confirmed_is_asked_in_the_next_year() -> None:
    row = published(TODAY)
    remind()
    acts.confirm_valid(row.pk, actor=row.author)
    PracticePage.objects.filter(pk=row.page.pk).update(review_by=TODAY + days(365))
    assert remind(TODAY + days(30)) == []
    assert remind(TODAY + days(365))


def test_what_is_not_public_is_not_asked_about() -> None:
    published(None)
    row = published(TODAY)
    PracticePage.objects.filter(pk=row.page.pk).update(live=False)
    put(published(TODAY), state=State.ARCHIVED)
    assert remind() == []


def test_the_colleagues_of_who_has_left_are_told_in_her_place() -> None:
    row = sent_back(14)
    row.author.memberships.update(ended_at=timezone.now())
    assert remind() == []
    colleague = representative(row.organisation)
    assert remind(TODAY + days(1)) == [("reminder_changes", colleague.email)]


def test_a_closed_account_is_not_told() -> None:
    rows = [sent_back(14), draft(60), published(TODAY)]
    for row in rows:
        type(row.author).objects.filter(pk=row.author.pk).update(is_active=False)
    assert remind() == []


def test_who_wants_none_gets_none_and_it_is_not_noted() -> None:
    row = sent_back(14)
    unsubscribe("reminder_changes", row.author.email)
    assert remind() == []
    assert "remind" not in history(row)


def test_they_wait_for_the_digest_of_who_reads_one() -> None:
    row = sent_back(14)
    choose(row.author.email, Pace.DAILY, {})
    assert remind() == []
    assert HeldMail.objects.get().kind == "reminder_changes"
    remind(TODAY + days(1))
    assert HeldMail.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_written_in_the_language_of_its_reader(language: str) -> None:
    reviewed, asked = under_review(TODAY - days(1), language), sent_back(20, language=language)
    public = published(TODAY, language)
    old = draft(60, author=representative(language=language))
    remind()
    site = settings.WAGTAILADMIN_BASE_URL
    desk = f"{site}/{language}/desk/submissions"
    for kind, address in {
        "reminder_review": f"{site}/admin/practices/review/{reviewed.pk}/",
        "reminder_changes": f"{desk}/{asked.pk}/",
        "reminder_draft": f"{desk}/{old.pk}/",
        "reminder_valid": f"{desk}/{public.pk}/still-valid/",
    }.items():
        mail = OutboxMessage.objects.get(kind=kind)
        message: Any = message_from_bytes(bytes(mail.mime), policy=policy.default)
        text, html = (message.get_body((part,)).get_content() for part in ("plain", "html"))
        assert mail.language == language and not mail.essential, kind
        assert f"{address}\n" in text and f'href="{address}"' in html, kind
        assert f'<body dir="{direction(language)}"' in html, kind
        assert "A house of languages" in mail.subject, kind
        assert f"/{language}/mail/unsubscribe/" in message["List-Unsubscribe"].replace(" ", "")


def test_nothing_is_written_before_the_morning() -> None:
    sent_back(14)
    assert remind(hour=due.MORNING - 1) == []
    assert remind(hour=due.MORNING)


def test_a_worker_that_dies_in_between_loses_and_repeats_nothing(monkeypatch: Any) -> None:
    rows = [sent_back(14) for _number in range(3)]
    written: list[Any] = []

    class Killed(BaseException):
        """As a signal would end it."""

    def die(*args: Any, **kwargs: Any) -> None:
        written.append(args)
        if len(written) == 2:
            raise Killed
        note(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(due, "note", die)
        with pytest.raises(Killed):
            due.remind(at(TODAY))
    assert len(mails()) == 1
    due.remind(at(TODAY))
    assert mails() == sorted(("reminder_changes", row.author.email) for row in rows)


def test_of_two_workers_that_found_the_same_one_writes() -> None:
    row = sent_back(14)
    [reminder] = [each for each in due.REMINDERS if each.name == "changes-asked"]
    assert [due._write(reminder, row.pk, TODAY) for _worker in range(2)] == [True, False]
    assert len(mails()) == 1


def test_what_was_done_since_it_was_found_is_not_reminded_of() -> None:
    row = put(sent_back(14), state=State.WITHDRAWN)
    [reminder] = [each for each in due.REMINDERS if each.name == "changes-asked"]
    assert not due._write(reminder, row.pk, TODAY)


def test_one_that_fails_keeps_nobody_else_from_hers_and_comes_the_next_day() -> None:
    broken, row = sent_back(14), sent_back(14)
    users = type(row.author).objects.filter(pk=broken.author.pk)
    users.update(email="two\nlines@example.org")
    assert remind() == [("reminder_changes", row.author.email)]
    users.update(email="one@example.org")
    assert remind(TODAY + days(1)) == [("reminder_changes", "one@example.org")]


def test_a_round_is_bounded_and_the_next_goes_on(monkeypatch: Any) -> None:
    monkeypatch.setattr(due, "MOST", 2)
    monkeypatch.setattr(due, "AT_ONCE", 2)
    for _number in range(5):
        sent_back(14)
    assert [len(remind()) for _round in range(4)] == [2, 2, 1, 0]


def queries(day: date) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert remind(day) == []
    return len(captured)


def test_what_is_not_to_be_written_costs_no_query_of_its_own() -> None:
    def more() -> None:
        sent_back(14)
        draft(60)
        published(TODAY)

    more()
    remind()
    few = queries(TODAY + days(1))
    for _number in range(4):
        more()
    remind(TODAY + days(2))
    assert queries(TODAY + days(3)) == few
    assert queries(TODAY + days(3)) == 2  # the test's own: the day is done


def test_the_worker_writes_them(monkeypatch: Any) -> None:
    row = sent_back()
    put(row, since=timezone.now() - days(20))
    monkeypatch.setattr(due, "MORNING", 0)
    do_periodic_work()
    assert ("reminder_changes", row.author.email) in mails()
