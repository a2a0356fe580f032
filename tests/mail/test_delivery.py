"""From the outbox to mail servers that work, refuse, hang, reset or die."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import get_connection, send_mail
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.tasks import update_reference_index_task

from core.management.commands.worker import do_periodic_work
from mail import delivery, transport
from mail.enums import State
from mail.models import OutboxMessage
from mail.tasks import deliver
from mail.upkeep import KEEP_ROWS, KEEP_TEXTS, forget
from tests.servers.smtp import MailServer, Rule, Wrong

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def written(*names: str) -> None:
    """Mails to these people, in this order."""
    for name in names:
        send_mail(f"To {name}", "Text", None, [f"{name}@example.org"])


def to(name: str) -> OutboxMessage:
    """The mail to somebody, as it is now."""
    return OutboxMessage.objects.get(recipient=f"{name}@example.org")


def later() -> None:
    """Let all the time pass that mails or servers are given."""
    cache.clear()
    OutboxMessage.objects.update(due=timezone.now())


def refusing(moment: str, name: str, answer: str) -> Rule:
    """A server that answers so to one recipient, at one moment."""
    wanted = f"{name}@example.org"
    return lambda now, said: answer if (now, said) == (moment, wanted) else None


def always(moment: str, answer: str | Wrong) -> Rule:
    """A server that does so at one moment, whoever is written to."""
    return lambda now, said: answer if now == moment else None


def names(server: MailServer) -> list[str]:
    """Who has got a mail, in order."""
    return [received.recipient.partition("@")[0] for received in server.received]


@pytest.mark.parametrize("moment", ["RCPT", "message"])
def test_a_final_refusal_ends_one_mail_with_the_answer_and_no_other(
    moment: str, server: MailServer
) -> None:
    server.rule = refusing(moment, "bob", "550 5.1.1 No such user\0 here")
    written("ada", "bob", "gul")
    delivery.work_off()
    assert names(server) == ["ada", "gul"]
    bob = to("bob")
    assert (bob.state, bob.attempts) == (State.DEAD, 1)
    assert bob.last_error == "550 5.1.1 No such user here"
    assert bob.finished_at is not None and bytes(bob.mime)


@pytest.mark.parametrize("moment", ["RCPT", "message"])
def test_a_refusal_for_now_is_tried_later_and_holds_up_no_other(
    moment: str, server: MailServer
) -> None:
    server.rule = refusing(moment, "bob", "451 4.7.1 Come back later")
    written("bob", "ada")
    delivery.work_off()
    bob = to("bob")
    assert names(server) == ["ada"]
    assert (bob.state, bob.attempts, bob.claim) == (State.QUEUED, 1, None)
    assert bob.due > timezone.now()
    assert "Come back later" in bob.last_error
    server.rule = lambda moment, said: None
    delivery.work_off()
    assert names(server) == ["ada"]
    later()
    delivery.work_off()
    assert names(server) == ["ada", "bob"]
    assert (to("bob").state, to("bob").last_error) == (State.SENT, "")


FAILURES: list[tuple[str, str | Wrong]] = [
    *((moment, wrong) for moment in ("connect", "MAIL", "RCPT", "DATA", "message")
      for wrong in (Wrong.HANG, Wrong.RESET, Wrong.CLOSE)),
    ("connect", "554 no service here"),
    ("connect", "421 too busy"),
    ("MAIL", "530 log in first"),
    ("MAIL", "451 not now"),
    ("RCPT", "421 closing"),
    ("message", "421 closing"),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "wrong"), FAILURES, ids=str)
def test_a_server_that_fails_loses_nothing_and_is_left_alone_for_a_while(
    moment: str, wrong: str | Wrong, server: MailServer
) -> None:
    server.rule = always(moment, wrong)
    written("ada", "bob")
    delivery.work_off()
    delivery.work_off()
    assert server.connections == 1
    assert (to("ada").state, to("ada").attempts) == (State.QUEUED, 1)
    assert (to("bob").state, to("bob").attempts) == (State.QUEUED, 0)
    assert to("ada").last_error
    server.rule = lambda moment, said: None
    later()
    delivery.work_off()
    assert sorted(names(server)) == ["ada", "bob"]
    assert not OutboxMessage.objects.exclude(state=State.SENT).exists()


def test_a_server_that_cannot_be_reached_loses_nothing(server: MailServer, settings: Any) -> None:
    settings.EMAIL_PORT = 1  # nobody listens there
    written("ada")
    delivery.work_off()
    assert to("ada").state == State.QUEUED
    assert "refused" in to("ada").last_error
    settings.EMAIL_PORT = server.port
    later()
    delivery.work_off()
    assert names(server) == ["ada"]


def test_a_mail_accepted_without_an_answer_comes_again_as_the_same_mail(server: MailServer) -> None:
    server.rule = always("message", Wrong.TAKE_AND_CLOSE)
    written("ada")
    delivery.work_off()
    server.rule = lambda moment, said: None
    later()
    delivery.work_off()
    first, second = server.received
    assert first == second
    assert first.message_id == to("ada").message_id


@pytest.mark.parametrize("moment", ["connect", "MAIL", "message"])
def test_a_server_that_always_says_a_little_is_given_up(
    moment: str, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "LONGEST", 1)
    server.rule = always(moment, Wrong.DRIP)
    written("ada")
    delivery.work_off()
    assert (to("ada").state, to("ada").attempts) == (State.QUEUED, 1)


def test_a_mail_is_given_up_after_so_many_attempts(server: MailServer) -> None:
    server.rule = always("RCPT", "450 not now")
    written("ada")
    for _ in range(delivery.MOST_ATTEMPTS):
        assert to("ada").state == State.QUEUED
        later()
        delivery.work_off()
    assert to("ada").state == State.DEAD
    later()
    delivery.work_off()
    assert server.connections == delivery.MOST_ATTEMPTS


def test_attempts_are_further_and_further_apart_and_last_for_days() -> None:
    full = [delivery.wait(attempts) for attempts in range(1, delivery.MOST_ATTEMPTS)]
    assert delivery.FIRST_WAIT / 2 <= full[0] <= delivery.FIRST_WAIT
    assert delivery.LONGEST_WAIT / 2 <= full[-1] <= delivery.LONGEST_WAIT
    assert full[0] < full[2] < full[4] < full[6]
    assert sum(full, timedelta()) > timedelta(days=1)
    assert len({delivery.wait(20) for _ in range(10)}) > 1


def test_what_somebody_waits_for_goes_first(server: MailServer) -> None:
    written("ada", "bob", "gul")
    OutboxMessage.objects.exclude(pk=to("gul").pk).update(essential=False)
    delivery.work_off()
    assert names(server) == ["gul", "ada", "bob"]


def test_a_mail_in_hand_is_taken_by_no_other() -> None:
    written("ada")
    claimed = delivery.claim()
    assert claimed is not None and claimed.state == State.SENDING
    assert delivery.claim() is None
    delivery.reap()
    assert delivery.claim() is None


def test_of_two_workers_that_see_the_same_mail_one_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written("ada")
    # The second looked before the first had taken it.
    monkeypatch.setattr(delivery, "due", OutboxMessage.objects.all)
    assert delivery.claim() is not None
    assert delivery.claim() is None
    assert to("ada").attempts == 1


def test_what_a_dead_worker_had_in_hand_is_put_back() -> None:
    written("ada", "bob")
    delivery.claim()
    delivery.claim()
    OutboxMessage.objects.update(claimed_at=timezone.now() - delivery.ABANDONED)
    OutboxMessage.objects.filter(pk=to("bob").pk).update(attempts=delivery.MOST_ATTEMPTS)
    delivery.reap()
    again = delivery.claim()
    assert again is not None
    assert (again.pk, again.attempts) == (to("ada").pk, 2)
    assert to("bob").state == State.DEAD
    assert "died" in to("bob").last_error


def test_a_worker_taken_for_dead_does_not_speak_for_the_one_after_it(server: MailServer) -> None:
    written("ada")
    first = delivery.claim()
    OutboxMessage.objects.update(claimed_at=timezone.now() - delivery.ABANDONED)
    delivery.reap()
    second = delivery.claim()
    assert first is not None and second is not None
    server.rule = always("RCPT", "550 unknown")
    delivery.attempt(first, get_connection("mail.transport.SMTPTransport"))
    assert (to("ada").state, to("ada").claim) == (State.SENDING, second.claim)


def test_no_attempt_lasts_as_long_as_a_worker_is_waited_for() -> None:
    assert timedelta(seconds=2 * transport.LONGEST) < delivery.ABANDONED


@pytest.mark.django_db(transaction=True)
def test_the_outcome_is_noted_though_the_database_refuses_for_a_while(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "PAUSES", (0, 0, 0))
    refused: list[str] = []

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if server.received and sql.startswith("UPDATE") and len(refused) < 3:
            refused.append(sql)
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        written("ada")  # and delivered, because it is committed
    assert len(refused) == 3
    assert to("ada").state == State.SENT
    assert names(server) == ["ada"]


def test_without_a_transport_mails_wait(settings: Any, committed: Committed) -> None:
    settings.MEYDAN_MAIL_TRANSPORT = ""
    with committed():
        written("ada")
    delivery.work_off()
    assert (to("ada").state, to("ada").attempts) == (State.QUEUED, 0)


def test_a_transport_that_does_not_exist_takes_no_mail_in_hand(settings: Any) -> None:
    settings.MEYDAN_MAIL_TRANSPORT = "mail.transport.Nothing"
    written("ada")
    with pytest.raises(ImportError):
        delivery.work_off()
    assert (to("ada").state, to("ada").attempts) == (State.QUEUED, 0)


def test_nobody_waits_for_the_mail_server(
    server: MailServer, settings: Any, committed: Committed
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with committed():
        written("ada")
    with committed():
        written("bob")
    assert server.connections == 0
    # One delivery that has yet to begin takes along what comes meanwhile.
    assert DBTaskResult.objects.ready().count() == 1


def test_a_delivery_comes_before_other_tasks_and_its_rest_after_them(
    server: MailServer, settings: Any, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    update_reference_index_task.enqueue("wagtailcore", "page", "1")
    with committed():
        written("ada", "bob")
    first, _other = DBTaskResult.objects.ready()
    assert first.task_path == "mail.tasks.deliver"
    DBTaskResult.objects.filter(task_path="mail.tasks.deliver").delete()
    monkeypatch.setattr(delivery, "TURN", 0)
    deliver.call()
    _other, last = DBTaskResult.objects.ready()
    assert last.task_path == "mail.tasks.deliver"


def test_the_periodic_work_delivers_what_waits(server: MailServer) -> None:
    written("ada", "bob")
    delivery.claim()
    OutboxMessage.objects.filter(state=State.SENDING).update(
        claimed_at=timezone.now() - delivery.ABANDONED
    )
    do_periodic_work()
    assert sorted(names(server)) == ["ada", "bob"]


def test_a_mail_takes_as_many_queries_whatever_else_waits(server: MailServer) -> None:
    def queries(*who: str) -> int:
        written(*who)
        with CaptureQueriesContext(connection) as captured:
            delivery.work_off()
        return len(captured)

    one = queries("ada")
    assert queries("bob", "gul", "ela", "can") - one <= 3 * one


def test_texts_and_addresses_are_kept_no_longer_than_they_are_needed(server: MailServer) -> None:
    server.rule = refusing("RCPT", "bob", "550 unknown")
    written("ada", "bob", "gul")
    delivery.work_off()
    written("ela")

    def ended(name: str, ago: timedelta) -> None:
        end = timezone.now() - ago - timedelta(minutes=1)
        OutboxMessage.objects.filter(pk=to(name).pk).update(finished_at=end)

    ended("ada", KEEP_TEXTS)
    ended("bob", KEEP_TEXTS)
    forget()
    kept = {message.subject: bool(message.mime) for message in OutboxMessage.objects.all()}
    assert kept == {"To ada": False, "To bob": True, "To gul": True, "To ela": True}
    for name in ("ada", "bob"):
        ended(name, KEEP_ROWS)
    forget()
    assert {m.subject for m in OutboxMessage.objects.all()} == {"To gul", "To ela"}
