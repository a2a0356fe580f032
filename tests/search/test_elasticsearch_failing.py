"""Whatever Elasticsearch does, readers are answered, nothing is lost and nobody waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from elastic_transport import ConnectionTimeout

from search.engines import current
from search.engines.elasticsearch import ENGINE, index
from search.engines.elasticsearch.breaker import LONGEST_REST, Breaker
from search.engines.elasticsearch.client import Budget, PunctualNode
from search.engines.elasticsearch.upkeep import keep_fed
from search.models import Feed, Waiting
from search.request import SearchRequest, Sort
from tests.factories.documents import indexed, records
from tests.servers.unwell import Illness, refusing, unwell

pytestmark = pytest.mark.django_db
SECONDS = 0.3  # that a search may take here, so that the tests need not wait for two


@pytest.fixture(autouse=True)
def healthy(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """A process that has met no failure yet, with an index that it believes complete."""
    settings.ELASTICSEARCH_URL = refusing()
    Feed.objects.create(index=index.new_name(), verified=timezone.now())
    monkeypatch.setattr(Budget.__init__, "__defaults__", (SECONDS,))
    monkeypatch.setattr(ENGINE, "breaker", Breaker())
    yield


@contextmanager
def address(illness: Illness | None) -> Iterator[str]:
    """The address of a server with an illness; of none without."""
    if illness is None:
        yield refusing()
    else:
        with unwell(illness) as url:
            yield url


@pytest.mark.parametrize("illness", [None, *Illness])
def test_the_database_answers_whatever_the_server_does(
    client: Client, settings: Any, illness: Illness | None
) -> None:
    """From a server that drips, an answer would never be complete."""
    records(3, summary="harbours")
    Waiting.objects.all().delete()
    with address(illness) as settings.ELASTICSEARCH_URL:
        answer = client.get("/api/v1/search?q=harbours").json()
    assert (answer["engine"], answer["total"]) == ("database", 3)
    assert ENGINE.breaker.is_open


@pytest.mark.parametrize("illness", [None, Illness.HANG])
def test_files_suggestions_and_totals_are_the_databases_meanwhile(
    client: Client, settings: Any, illness: Illness | None
) -> None:
    records(3, title="Harbours")
    Waiting.objects.all().delete()
    with address(illness) as settings.ELASTICSEARCH_URL:
        file = b"".join(client.get("/api/v1/search.json?q=harbours"))
        suggested = client.get("/api/v1/suggest?q=harb").json()["records"]
        page = client.get("/en/search/?q=harbours&city=izmir-tr")
    assert file.count(b'"Harbours"') == 3
    assert len(suggested) == 3
    assert page.status_code == 200


def test_no_request_begins_when_the_time_of_the_call_is_over() -> None:
    with pytest.raises(ConnectionTimeout):
        Budget(0).client()


def test_a_server_that_has_failed_is_asked_nothing_for_a_while() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    assert breaker.allows()
    rests = []
    for _ in range(8):
        breaker.failed()
        start = now[0]
        while not breaker.allows():
            now[0] += 0.5
        rests.append(now[0] - start)
        # While one tries again, the others do not.
        assert not breaker.allows()
    assert rests == [1, 2, 4, 8, 16, LONGEST_REST, LONGEST_REST, LONGEST_REST]
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_publishing_asks_the_server_nothing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(PunctualNode, "perform_request", lambda *args, **options: asked.append(1))
    with unwell(Illness.HANG) as settings.ELASTICSEARCH_URL:
        records(2)
        assert not asked
    assert Waiting.objects.count() == 2


def test_what_could_not_be_sent_is_kept_told_and_tried_again_later(
    client: Client, admin_client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (document,) = records(1)
    with unwell(Illness.FAIL) as settings.ELASTICSEARCH_URL:
        keep_fed()
        first = Feed.objects.get()
        keep_fed()  # it rests
        assert Feed.objects.get().attempts == first.attempts == 1
        Feed.objects.update(due=timezone.now())
        keep_fed()
    second = Feed.objects.get()
    assert second.attempts == 2
    assert first.due is not None and second.due is not None and second.due > first.due
    assert Waiting.objects.get().key == document.key
    assert "503" in second.problem
    assert caplog.text.count("Elasticsearch has failed") == 1
    assert client.get("/readyz").json()["search"] == {
        "engine": "elasticsearch",
        "elasticsearch": "failing",
        "waiting": 1,
    }
    panel = admin_client.get("/admin/").content.decode()
    assert "Elasticsearch does not take in changes" in panel
    assert "1 document waits" in panel
    assert "503" in panel


def test_an_idle_site_says_that_its_server_is_gone(client: Client) -> None:
    keep_fed()
    assert client.get("/readyz").json()["search"]["elasticsearch"] == "failing"


def test_what_waits_too_long_or_is_too_much_is_found_in_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed()
    records(1)
    Waiting.objects.update(noted=timezone.now() - timedelta(minutes=2))
    request = SearchRequest("en", sort=Sort.NEWEST)
    found = current().search(request)
    assert (found.engine, found.total, found.missed) == ("database", 1, 0)
    assert not ENGINE.breaker.is_open  # it was not asked
    assert client.get("/readyz").json()["search"]["engine"] == "database"
    Waiting.objects.update(noted=timezone.now())
    monkeypatch.setattr("search.waiting.MOST_LEFT_OUT", 0)
    assert current().search(request).total == 1
    assert not ENGINE.breaker.is_open


def test_without_the_address_nothing_is_noted_any_more(settings: Any) -> None:
    records(1)
    assert Waiting.objects.exists()
    settings.ELASTICSEARCH_URL = ""
    keep_fed()
    records(1)
    assert not Waiting.objects.exists()
    assert current().name == "database"


def test_answers_have_other_names_once_the_other_engine_gives_them() -> None:
    before = current().version()
    ENGINE.breaker.failed()
    assert current().version() != before
