"""The worker is killed in the middle of mails: every mail goes out, and hardly one twice.

`make trial-mail` does it a hundred times.
"""

import random
import time
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.core.mail import send_mail

from mail.enums import State
from mail.models import OutboxMessage
from tests.bench.processes import working
from tests.bench.trials import long, tell
from tests.servers.smtp import MailServer
from tests.tooling.waiting import until

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(long("ROUNDS", 2))
LONGEST = 0.5  # seconds until the kill
LONG_AGO = datetime(2019, 11, 26, tzinfo=UTC)  # no claim of a living worker
MANY = 40  # mails in a round, more than a worker sends in that time


@pytest.fixture(autouse=True)
def queue(settings: Any, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests only write; processes of their own deliver."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{server.port}")


def written(number: int) -> None:
    """So many mails, all to somebody else."""
    for _ in range(number):
        name = OutboxMessage.objects.count()
        send_mail("Hello", "Text", None, [f"ada{name}@example.org"])


def in_hand() -> set[str]:
    """What a killed worker was about to send, or had sent and not noted; long ago, from now on."""
    rows = OutboxMessage.objects.filter(state=State.SENDING).exclude(claimed_at=LONG_AGO)
    found = set(rows.values_list("message_id", flat=True))
    rows.update(claimed_at=LONG_AGO)
    return found


def all_are_sent() -> bool:
    """Whether nothing is left to do."""
    return not OutboxMessage.objects.exclude(state=State.SENT).exists()


def has_taken(server: MailServer, number: int) -> bool:
    """Whether so many mails have arrived."""
    return len(server.received) >= number


def repeated(server: MailServer) -> set[str]:
    """What came more than once, each time as the same mail; everything came."""
    times = Counter(received.message_id for received in server.received)
    assert set(times) == set(OutboxMessage.objects.values_list("message_id", flat=True))
    copies = {(received.message_id, received.data) for received in server.received}
    assert len(copies) == len(times)
    return {identity for identity, number in times.items() if number > 1}


def killed_at(moment: str, server: MailServer) -> set[str]:
    """What a worker had in hand when it was killed at that moment of its second mail."""
    before = len(server.received)
    with working() as [worker]:

        def kill(now: str, said: str) -> None:
            if now == moment and len(server.received) > before:
                worker.kill()

        server.rule = kill
        until(lambda: not worker.is_alive())
    server.rule = lambda now, said: None
    return in_hand()


def test_only_what_was_accepted_and_not_noted_comes_again(server: MailServer) -> None:
    lost = {}
    for moment in ("connect", "RCPT", "DATA", "message"):
        written(3)
        lost[moment] = killed_at(moment, server)
    assert all(len(mails) == 1 for mails in lost.values())
    with working():
        until(all_are_sent)
    assert repeated(server) == lost["message"]


def test_a_kill_at_any_moment_loses_no_mail(server: MailServer) -> None:
    chance = random.Random(20191126)
    suspects: set[str] = set()
    for _ in range(ROUNDS):
        written(MANY)
        more = len(server.received) + 1
        with working():
            until(partial(has_taken, server, more))
            time.sleep(chance.uniform(0, LONGEST))
        suspects |= in_hand()
    with working():
        until(all_are_sent, 30 + ROUNDS * MANY)
    twice = repeated(server)
    tell(mails=ROUNDS * MANY, in_hand_at_a_kill=len(suspects), came_twice=len(twice))
    assert twice <= suspects


def test_several_workers_send_each_mail_once(server: MailServer) -> None:
    written(MANY)
    with working(2):
        until(all_are_sent)
    assert repeated(server) == set()
