"""Several workers feed Elasticsearch while several people publish, and one builds it anew."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import StringIO
from random import Random
from threading import Event
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from search.engines import current
from search.engines.elasticsearch import building, feeding, verifying
from search.engines.elasticsearch.upkeep import keep_fed
from search.models import DocumentRow, Feed, Waiting
from search.request import SearchRequest, Sort
from tests.bench.trials import long
from tests.factories.documents import document
from tests.search.collections import keys

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.elasticsearch]
CHANGES = int(long("CHANGES", 25))  # by each who publishes
RECORDS = 12


def own_connection(work: Callable[[], Any]) -> Callable[[], Any]:
    def done() -> Any:
        try:
            return work()
        finally:
            connection.close()

    return done


def publish(seed: int) -> None:
    """Change and delete records at random, often the same as somebody else does."""
    chance = Random(seed)
    for number in range(CHANGES):
        some = chance.sample(keys(RECORDS), 3)
        current().replace(
            {
                key: [replace(document(f"{seed} {number}"), key=key)] * chance.randint(0, 1)
                for key in some
            }
        )


def test_in_the_end_the_server_holds_what_the_database_does(with_elasticsearch: None) -> None:
    building.build()
    with ThreadPoolExecutor(5) as threads:
        publishing = [threads.submit(own_connection(partial(publish, seed))) for seed in (1, 2)]

        def work() -> int:
            rounds = 0
            while not all(one.done() for one in publishing):
                keep_fed()
                rounds += 1
            return rounds

        working = [threads.submit(own_connection(work)) for _ in range(2)]
        threads.submit(own_connection(building.build)).result()
        rounds = [one.result() for one in (*publishing, *working)]
    assert min(rounds[2:]) > 0
    Feed.objects.update(due=None)
    keep_fed()
    assert feeding.state().problem == ""
    assert not Waiting.objects.exists()
    assert verifying.differing() == {}
    found = current().search(SearchRequest("en", sort=Sort.NEWEST))
    assert (found.engine, found.total) == ("elasticsearch", DocumentRow.objects.count())


class Told(StringIO):
    """What a command says; whoever waits until it says something goes on then."""

    def __init__(self) -> None:
        super().__init__()
        self.something = Event()

    def write(self, text: str) -> int:
        self.something.set()
        return super().write(text)


def test_the_command_waits_for_a_worker_that_builds_already(with_elasticsearch: None) -> None:
    begun, told = Event(), Told()

    def progress(done: int, total: int) -> None:
        begun.set()
        told.something.wait(60)

    with ThreadPoolExecutor(1) as threads:
        worker = threads.submit(own_connection(partial(building.build, progress)))
        assert begun.wait(60)
        call_command("search_index", "rebuild", "--only", "elasticsearch", stdout=told)
        worker.result()
    assert "Another process builds it already" in told.getvalue()
    assert "Elasticsearch: ok" in told.getvalue()
