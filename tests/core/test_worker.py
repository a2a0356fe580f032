"""What the background worker does about once a minute."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.management.commands import worker
from core.management.commands.worker import do_periodic_work, repeat
from core.signals import periodic
from tests.factories.pages import PracticePageFactory, section

Committed = Callable[[], AbstractContextManager[object]]


@contextmanager
def taking_part(*receivers: Callable[..., Any]) -> Iterator[None]:
    """The receivers, before all that are connected already."""
    others = periodic.receivers
    periodic.receivers = []
    for receiver in receivers:
        periodic.connect(receiver, weak=False)
    periodic.receivers = [*periodic.receivers, *others]
    periodic.sender_receivers_cache.clear()
    try:
        yield
    finally:
        periodic.receivers = others
        periodic.sender_receivers_cache.clear()


def scheduled(title: str) -> Any:
    """A practice that is due to be published since a minute ago."""
    page = PracticePageFactory(parent=section(), title=title, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    due = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at = due
    revision.content["go_live_at"] = due.isoformat()
    revision.save()
    return page


@pytest.mark.django_db
def test_a_scheduled_record_is_published_and_found(client: Client, committed: Committed) -> None:
    with committed():
        page = scheduled("Language cafés")
    with committed():
        do_periodic_work()
    page.refresh_from_db()
    assert page.live
    assert f'href="{page.get_url()}"' in client.get("/en/search/").content.decode()


@pytest.mark.django_db
def test_what_fails_is_logged_and_keeps_no_other_from_its_turn(
    committed: Committed, caplog: pytest.LogCaptureFixture
) -> None:
    turns: list[str] = []

    def fails(**kwargs: Any) -> None:
        raise LookupError("nothing there")

    def works(**kwargs: Any) -> None:
        turns.append("taken")

    with committed():
        page = scheduled("Language cafés")
    with taking_part(fails, works), caplog.at_level(logging.ERROR), committed():
        do_periodic_work()
    page.refresh_from_db()
    assert turns == ["taken"]
    assert page.live
    assert "nothing there" in caplog.text


@pytest.mark.django_db
def test_a_round_that_fails_is_logged_and_followed_by_the_next(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stop, rounds = threading.Event(), []

    def fail_once() -> None:
        rounds.append("round")
        if len(rounds) == 2:
            stop.set()
        else:
            raise LookupError("the database is away")

    monkeypatch.setattr(worker, "do_periodic_work", fail_once)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    repeat(stop, 0.001)
    assert rounds == ["round", "round"]
    assert "the database is away" in caplog.text
