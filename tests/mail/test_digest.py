"""Mails that are not essential, joined once a day for who has chosen so, and where to choose."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.management.commands.worker import do_periodic_work
from mail import digest, messages, unsubscribing
from mail.enums import Pace, State
from mail.models import DigestReader, HeldMail, OutboxMessage
from mail.preferences import choose, pace_of
from tests.factories.people import person
from tests.mail.test_messages import arrived, part, send

ADA = "ada@example.org"
BEFORE = datetime(2031, 5, 1, 17, tzinfo=UTC)
MORNING = datetime(2031, 5, 2, digest.MORNING, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def daily() -> None:
    """Ada wants what is not essential once a day."""
    choose(ADA, Pace.DAILY, {})


def hold(*titles: str, language: str = "en", at: datetime = BEFORE) -> None:
    """Have mails for Ada held back since a moment."""
    for title in titles:
        assert send(language, essential=False, title=title)
    HeldMail.objects.filter(created_at__gt=datetime.now(UTC) - timedelta(minutes=5)).update(
        created_at=at
    )


def kinds() -> list[str]:
    """The kinds of the mails in the outbox."""
    return list(OutboxMessage.objects.order_by("pk").values_list("kind", flat=True))


def test_without_a_choice_mails_come_at_once() -> None:
    assert pace_of(ADA) == Pace.AT_ONCE
    assert send(essential=False)
    assert kinds() == ["news"]


@pytest.mark.usefixtures("daily")
def test_what_is_essential_comes_at_once_all_the_same() -> None:
    send()
    assert kinds() == ["news"]
    assert not HeldMail.objects.exists()


@pytest.mark.usefixtures("daily")
def test_the_rest_comes_once_a_day_in_one_mail_with_every_text() -> None:
    hold("First & foremost", "Second <b>")
    digest.send_due(MORNING - timedelta(seconds=1))
    assert kinds() == []
    digest.send_due(MORNING)
    digest.send_due(MORNING)
    assert kinds() == ["digest"]
    assert not HeldMail.objects.exists()
    plain, html = part("plain"), part("html")
    assert "* Ada & First & foremost" in plain
    assert "Ada: Languages & Second <b>" in plain
    assert "Second &lt;b&gt;" in html and "<b>" not in html
    # Of all that was joined only the digest has a foot.
    assert plain.count("\n-- \n") == 1


@pytest.mark.usefixtures("daily")
def test_what_comes_after_the_morning_waits_for_the_next() -> None:
    hold("Later", at=MORNING + timedelta(minutes=1))
    digest.send_due(MORNING + timedelta(hours=12))
    assert kinds() == []
    digest.send_due(MORNING + timedelta(days=1))
    assert kinds() == ["digest"]


@pytest.mark.usefixtures("daily")
def test_a_late_worker_still_sends_what_was_held_before_the_morning() -> None:
    hold("Early")
    digest.send_due(MORNING + timedelta(hours=9))
    assert kinds() == ["digest"]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.usefixtures("daily")
def test_it_speaks_its_readers_language(language: str) -> None:
    hold("One", language=language)
    with translation.override("fr"):
        digest.send_due(MORNING)
    assert arrived()["Content-Language"] == language
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in part("html")
    assert f"/{language}/mail/unsubscribe/" in part("plain")


@pytest.mark.usefixtures("daily")
def test_every_reader_gets_her_own() -> None:
    choose("bob@example.org", Pace.DAILY, {})
    hold("Hers")
    assert messages.send("news", "Bob <BOB@example.org>", "en", {"title": "His"}, essential=False)
    HeldMail.objects.update(created_at=BEFORE)
    digest.send_due(MORNING)
    assert list(OutboxMessage.objects.order_by("recipient").values_list("recipient", "kind")) == [
        (ADA, "digest"),
        ("bob@example.org", "digest"),
    ]
    assert "His" in part("plain") and "Hers" not in part("plain")


@pytest.mark.usefixtures("daily")
def test_a_kind_can_be_left_from_within_it() -> None:
    hold("One")
    digest.send_due(MORNING)
    ways = [line for line in part("plain").splitlines() if "/unsubscribe/" in line]
    assert len(ways) == 2  # this kind, and the digest
    Client(enforce_csrf_checks=True).post(urlsplit(ways[0]).path)
    assert not send(essential=False)
    assert pace_of(ADA) == Pace.DAILY


@pytest.mark.usefixtures("daily")
def test_one_click_on_it_leaves_all_that_is_not_essential() -> None:
    hold("One")
    digest.send_due(MORNING)
    way = urlsplit(arrived()["List-Unsubscribe"].replace(" ", "").strip("<>")).path
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(way, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert pace_of(ADA) == Pace.NONE
    assert not send(essential=False)
    assert send()
    strict.post(way, {"again": "1"})
    assert pace_of(ADA) == Pace.DAILY


@pytest.mark.usefixtures("daily")
def test_what_was_held_of_a_kind_left_meanwhile_is_dropped() -> None:
    hold("One")
    unsubscribing.unsubscribe("news", ADA)
    digest.send_due(MORNING)
    assert kinds() == []
    assert not HeldMail.objects.exists()


@pytest.mark.usefixtures("daily")
def test_a_closed_account_is_not_written_to() -> None:
    person("ada", is_active=False)
    hold("One")
    digest.send_due(MORNING)
    assert kinds() == []


@pytest.mark.usefixtures("daily")
def test_who_wants_mails_at_once_again_gets_what_was_held_soon() -> None:
    hold("One", at=MORNING + timedelta(hours=1))
    choose(ADA, Pace.AT_ONCE, {})
    digest.send_due(MORNING + timedelta(hours=2))
    assert kinds() == ["digest"]


@pytest.mark.usefixtures("daily")
def test_where_it_cannot_be_finished_everything_is_kept(monkeypatch: Any) -> None:
    hold("One", "Two")

    def die(*args: Any, **kwargs: Any) -> None:
        messages.send(*args, **kwargs)
        raise DatabaseError("The worker died here.")

    with monkeypatch.context() as patched:
        patched.setattr(digest, "send", die)
        digest.send_due(MORNING)
    assert kinds() == []
    assert HeldMail.objects.count() == 2
    digest.send_due(MORNING)
    assert kinds() == ["digest"]


@pytest.mark.usefixtures("daily")
def test_one_reader_whose_mail_fails_keeps_nobody_from_hers(monkeypatch: Any) -> None:
    choose("bob@example.org", Pace.DAILY, {})
    hold("Hers")
    messages.send("news", "bob@example.org", "en", {}, essential=False)
    HeldMail.objects.update(created_at=BEFORE)

    def fail(kind: str, address: str, *args: Any, **kwargs: Any) -> None:
        if address == ADA:
            raise ValueError("broken")
        messages.send(kind, address, *args, **kwargs)

    monkeypatch.setattr(digest, "send", fail)
    digest.send_due(MORNING)
    assert list(OutboxMessage.objects.values_list("recipient", flat=True)) == ["bob@example.org"]
    assert HeldMail.objects.get().address == ADA


@pytest.mark.usefixtures("daily")
def test_a_rollback_takes_back_what_was_held() -> None:
    with transaction.atomic():
        send(essential=False)
        transaction.set_rollback(True)
    assert not HeldMail.objects.exists()


@pytest.mark.usefixtures("daily")
def test_its_message_id_stays_through_every_attempt() -> None:
    hold("One")
    digest.send_due(MORNING)
    stored = OutboxMessage.objects.get()
    assert stored.state == State.QUEUED
    assert arrived()["Message-ID"] == stored.message_id


@pytest.mark.usefixtures("daily")
def test_the_worker_sends_it() -> None:
    hold("One", at=datetime.now(UTC) - timedelta(days=2))
    do_periodic_work()
    assert kinds() == ["digest"]


def page(client: Client) -> str:
    """The page of choices, in English."""
    with translation.override("en"):
        path = reverse("mail:preferences")
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


@pytest.fixture
def ada(client: Client) -> Client:
    """Ada's browser."""
    client.force_login(person("ada"))
    return client


def test_the_page_is_for_who_is_logged_in(client: Client) -> None:
    for call in (client.get, client.post):
        answer: Any = call(reverse("mail:preferences"))
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]


def test_it_tells_how_mails_come_and_which(ada: Client) -> None:
    unsubscribing.unsubscribe("news", ADA)
    boxes = [line.split(">")[0] for line in page(ada).split("<input") if 'name="kinds"' in line]
    assert not [box for box in boxes if 'value="digest"' in box]
    [news] = [box for box in boxes if 'value="news"' in box]
    assert "checked" not in news
    assert len([box for box in boxes if "checked" in box]) == len(boxes) - 1 > 0
    assert "News &amp; &lt;more&gt;" in page(ada)
    assert ADA in page(ada)


@pytest.mark.parametrize("pace", list(Pace))
def test_a_choice_is_kept_and_shown(ada: Client, pace: Pace) -> None:
    send(essential=False)
    answer = ada.post(reverse("mail:preferences"), {"pace": pace, "kinds": ["news"]})
    assert answer.status_code == 302
    assert pace_of(ADA) == pace
    assert not unsubscribing.wants_none("news", ADA)
    [radio] = [line for line in page(ada).split("<input") if "checked" in line and "radio" in line]
    assert f'value="{pace}"' in radio


def test_a_kind_that_is_not_ticked_is_left_and_can_be_taken_up_again(ada: Client) -> None:
    send(essential=False)
    ada.post(reverse("mail:preferences"), {"pace": Pace.DAILY})
    assert not send(essential=False)
    ada.post(reverse("mail:preferences"), {"pace": Pace.DAILY, "kinds": ["news"]})
    assert send(essential=False)
    assert HeldMail.objects.get().kind == "news"


@pytest.mark.parametrize("typed", [{}, {"pace": "hourly"}, {"pace": "daily", "kinds": ["digest"]}])
def test_what_is_no_choice_is_refused_and_changes_nothing(
    ada: Client, typed: dict[str, Any]
) -> None:
    send(essential=False)
    answer = ada.post(reverse("mail:preferences"), typed)
    assert answer.status_code == 200
    assert "form__summary" in answer.content.decode()
    assert not DigestReader.objects.exists()
    assert send(essential=False)


def test_an_account_without_an_address_is_told_so(client: Client) -> None:
    user = person("nobody")
    type(user).objects.filter(pk=user.pk).update(email="")
    client.force_login(user)
    assert 'name="pace"' not in page(client)
    assert client.post(reverse("mail:preferences"), {"pace": "daily"}).status_code == 200
    assert not DigestReader.objects.exists()
