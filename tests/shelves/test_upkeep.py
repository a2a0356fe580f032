"""What becomes of lists in time, and what they cost."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.signals import periodic
from shelves.keepers import SEEN
from shelves.models import Shelf
from shelves.signals import KEPT_FOR_CLOSED, forget
from tests.factories.people import person
from tests.shelves.lists import Committed, keep, record, share

SHELF, SHARED = 14, 12

pytestmark = pytest.mark.django_db


def aged(shelf: Shelf, age: timedelta) -> None:
    Shelf.objects.filter(pk=shelf.pk).update(used_at=timezone.now() - age)


def test_a_list_ends_with_its_session_and_not_before(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    session = timedelta(seconds=settings.SESSION_COOKIE_AGE)

    aged(shelf, session)
    forget()
    assert Shelf.objects.exists()

    aged(shelf, session + timedelta(days=1, minutes=1))
    cache.clear()
    periodic.send(sender=None)
    assert not Shelf.objects.exists()


def test_a_list_of_an_account_is_kept(committed: Committed) -> None:
    client = Client()
    client.force_login(person("reader"))
    shelf = keep(client, record(committed))

    aged(shelf, timedelta(days=4_000))
    forget()

    assert Shelf.objects.exists()


def test_a_closed_account_leaves_its_lists_for_a_while(committed: Committed) -> None:
    client, user = Client(), person("reader")
    client.force_login(user)
    shelf = keep(client, record(committed))
    aged(shelf, timedelta(days=4_000))

    user.is_active = False
    user.save()
    forget()
    assert Shelf.objects.exists()

    aged(shelf, KEPT_FOR_CLOSED + timedelta(minutes=1))
    forget()
    assert not Shelf.objects.exists()


def test_a_session_lives_on_while_its_lists_are_read(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    long_ago = timezone.now() - timedelta(days=9)
    session = client.session
    session[SEEN] = long_ago.date().isoformat()
    session.save()
    aged(shelf, timedelta(days=9))
    Session.objects.update(expire_date=timezone.now() + timedelta(days=5))

    client.get(f"/en/shelves/{shelf.pk}/")

    soon = timezone.now() + timedelta(days=13)
    assert Session.objects.get().expire_date > soon
    shelf.refresh_from_db()
    assert shelf.used_at > timezone.now() - timedelta(hours=1)


def queries(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_a_long_list_takes_no_more_queries_than_a_short_one(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    shared = share(client, shelf)
    own = f"/en/shelves/{shelf.pk}/"
    short = [queries(client, own), queries(Client(), shared), queries(client, f"{own}list.csv")]

    for number in range(40):
        keep(client, record(committed, f"Record {number}"), note="A note")
    long = [queries(client, own), queries(Client(), shared), queries(client, f"{own}list.csv")]

    assert long == short
    assert short[0] <= SHELF
    assert short[1] <= SHARED
