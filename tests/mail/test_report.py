"""The outbox in the admin: for administrators, and for nobody else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from mail.enums import State
from mail.models import OutboxMessage
from tests.translations.people import logged_in, member_of, superuser, with_rights

Committed = Callable[[], AbstractContextManager[object]]
SECRET = "open-sesame"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    """The client of who may do everything."""
    return logged_in(superuser())


def written(name: str, state: State = State.QUEUED) -> OutboxMessage:
    """A mail to somebody, in this state."""
    send_mail(f"To {name}", SECRET, None, [f"{name}@example.org"])
    message = OutboxMessage.objects.get(recipient=f"{name}@example.org")
    message.state = state
    if state == State.DEAD:
        message.last_error, message.attempts = "550 <no such user>", 24
        message.finished_at = timezone.now()
    message.save()
    return message


def outbox(client: Client, **query: str) -> str:
    """The list, as somebody sees it."""
    answer = client.get(reverse("mail_outbox"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_administrators_see_what_became_of_each_mail_but_not_what_it_says(
    administrator: Client,
) -> None:
    written("ada", State.SENT)
    written("bob", State.DEAD)
    page = outbox(administrator)
    assert "ada@example.org" in page and "bob@example.org" in page
    assert "550 &lt;no such user&gt;" in page
    assert SECRET not in page


def test_the_list_is_narrowed_down(administrator: Client) -> None:
    written("ada", State.SENT)
    written("bob", State.DEAD)
    written("gul")
    assert "bob@example.org" in outbox(administrator, state="dead")
    assert "ada@example.org" not in outbox(administrator, state="dead")
    assert "bob@example.org" not in outbox(administrator, recipient="gul")
    assert "bob@example.org" not in outbox(administrator, subject="to ADA")
    results = administrator.get(reverse("mail_outbox_results"), {"state": "sent"})
    assert "ada@example.org" in results.content.decode()


def test_a_mail_is_sent_again_and_the_history_tells_by_whom(
    administrator: Client, committed: Committed
) -> None:
    bob, gul = written("bob", State.DEAD), written("gul", State.DEAD)
    assert f'name="mail" value="{bob.pk}"' in outbox(administrator)
    with committed():
        administrator.post(reverse("mail_send_again"), {"mail": bob.pk})
    assert [message.to for message in mail.outbox] == [["bob@example.org"]]
    assert mail.outbox[0].message()["Message-ID"] == bob.message_id
    gul.refresh_from_db()
    assert gul.state == State.DEAD
    entry = ModelLogEntry.objects.get(action="mail.send_again")
    assert entry.user == superuser()
    assert "example.org>" in entry.label and "bob" not in entry.label


def test_all_that_were_given_up_are_sent_again_at_once(
    administrator: Client, committed: Committed
) -> None:
    for name in ("ada", "bob"):
        written(name, State.DEAD)
    written("gul", State.SENT)
    with committed():
        page = administrator.post(reverse("mail_send_again"), {"all": "1"}, follow=True)
    assert "2 mails will be sent again." in page.content.decode()
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ada@example.org",
        "bob@example.org",
    ]
    assert 'name="all"' not in outbox(administrator)


@pytest.mark.parametrize(
    "chosen", [{}, {"mail": "x"}, {"mail": "٧"}, {"mail": "9" * 6}, {"mail": "9" * 5_000}]
)
def test_nothing_is_sent_again_where_no_mail_was_named(
    administrator: Client, committed: Committed, chosen: dict[str, str]
) -> None:
    written("bob", State.DEAD)
    with committed():
        answer = administrator.post(reverse("mail_send_again"), chosen)
    assert answer.status_code == 302
    assert mail.outbox == []


def test_what_is_sent_or_waits_is_not_sent_again(
    administrator: Client, committed: Committed
) -> None:
    sent, due = written("ada", State.SENT), written("gul")
    OutboxMessage.objects.filter(pk=due.pk).update(due=timezone.now() + timedelta(hours=1))
    with committed():
        for message in (sent, due):
            administrator.post(reverse("mail_send_again"), {"mail": message.pk})
    assert mail.outbox == []


@pytest.mark.parametrize("groups", [("Moderators",), ("Editors",), ("Translators (tr)",), ()])
def test_nobody_else_sees_it_or_sends_anything_again(groups: tuple[str, ...]) -> None:
    bob = written("bob", State.DEAD)
    client = logged_in(member_of(*groups))
    home = client.get(reverse("wagtailadmin_home"), follow=True)
    assert reverse("mail_outbox") not in home.content.decode()
    for answer in (
        home,
        client.get(reverse("mail_outbox")),
        client.get(reverse("mail_outbox_results")),
        client.post(reverse("mail_send_again"), {"mail": bob.pk}),
    ):
        assert "bob@example.org" not in answer.content.decode()
    bob.refresh_from_db()
    assert bob.state == State.DEAD


def test_who_may_only_look_is_offered_no_button() -> None:
    bob = written("bob", State.DEAD)
    client = logged_in(with_rights("looker", "access_admin", "view_outboxmessage"))
    page = outbox(client)
    assert "bob@example.org" in page
    assert 'name="mail"' not in page and 'name="all"' not in page
    client.post(reverse("mail_send_again"), {"mail": bob.pk})
    bob.refresh_from_db()
    assert bob.state == State.DEAD


def test_the_dashboard_tells_of_dead_mail_only_where_there_is_some(administrator: Client) -> None:
    written("ada", State.SENT)
    assert "could not be sent" not in administrator.get("/admin/").content.decode()
    written("bob", State.DEAD)
    page = administrator.get("/admin/").content.decode()
    assert "1 mail could not be sent" in page
    assert f"{reverse('mail_outbox')}?state=dead" in page


def test_a_long_list_takes_no_more_queries_than_a_short_one(administrator: Client) -> None:
    def queries() -> int:
        outbox(administrator)
        with CaptureQueriesContext(connection) as captured:
            outbox(administrator)
        return len(captured)

    written("ada", State.DEAD)
    few = queries()
    for number in range(20):
        written(f"bob{number}", State.DEAD)
    assert queries() == few
