"""Words that a process has at hand: never those of another state of the index than the present."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from search.engines.database import DatabaseEngine, held, postings
from search.engines.database.held import Held
from search.request import SearchRequest, Sort
from tests.search.test_ranking import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> DatabaseEngine:
    """A process that has the words of its questions at hand."""
    worker = DatabaseEngine()
    worker.rebuild(
        [document(1, title="The old harbour"), document(2, title="A city", body="harbour")]
    )
    assert asked(worker, "harbour") == [1, 2]
    assert asked(worker, "city") == [2]
    return worker


def asked(worker: DatabaseEngine, text: str) -> list[int]:
    """The records that a text finds, best first."""
    found = worker.search(SearchRequest("en", text, sort=Sort.RELEVANCE))
    return [hit.line["id"] for hit in found.hits]


def publish(number: int, **texts: str) -> None:
    """As another process does."""
    DatabaseEngine().replace({UUID(int=number): [document(number, 0, **texts)] if texts else []})


def test_only_words_that_are_not_at_hand_are_read(worker: DatabaseEngine) -> None:
    def read(text: str) -> list[bool]:
        with CaptureQueriesContext(connection) as queries:
            worker.find(SearchRequest("en", text, sort=Sort.RELEVANCE))
        return ["search_posting" in query["sql"] for query in queries]

    assert read("old") == [True]
    assert read("old") == [False]
    # Both words are at hand, but it may be the name of a record.
    assert read("old harbour") == [True]
    assert read("old harbour") == [False]
    assert read("-old harbour") == [False]


@pytest.mark.parametrize(
    ("change", "harbour", "city"),
    [
        (lambda: publish(3, title="Harbour after harbour after harbour"), [3, 1, 2], [2]),
        (lambda: publish(1, title="City"), [2], [1, 2]),
        (lambda: publish(2, title="Harbour and harbour and harbour", body="city"), [2, 1], [2]),
        (lambda: publish(1), [2], [2]),
        (lambda: DatabaseEngine().rebuild([document(2, title="A harbour")]), [2], []),
        (lambda: DatabaseEngine().rebuild([]), [], []),
    ],
)
def test_what_another_process_changes_is_seen_by_the_next_question(
    worker: DatabaseEngine, change: Callable[[], None], harbour: list[int], city: list[int]
) -> None:
    change()
    assert asked(worker, "harbour") == harbour
    assert asked(worker, "city") == city
    assert asked(worker, "harbour") == asked(DatabaseEngine(), "harbour")


def test_what_was_read_in_a_transaction_is_forgotten_with_it(worker: DatabaseEngine) -> None:
    with transaction.atomic():
        publish(3, title="Harbour after harbour after harbour")
        assert asked(worker, "harbour") == [3, 1, 2]
        transaction.set_rollback(True)
    assert asked(worker, "harbour") == [1, 2]
    # What takes the place of the version that was rolled back is another one.
    publish(3, title="City after city")
    assert asked(worker, "harbour") == [1, 2]
    assert asked(worker, "city") == [3, 2]


@pytest.mark.parametrize("text", ["harbour", "harbour plan", "plan -harbour"])
@pytest.mark.parametrize("times", [1, 2, 6, 7])
def test_what_is_published_while_a_question_is_read_leaves_nothing_stale(
    worker: DatabaseEngine, monkeypatch: pytest.MonkeyPatch, text: str, times: int
) -> None:
    """Before its words are read and after, more often than the process reads them anew."""
    numbers = list(range(10, 10 + times))
    read_now = postings.read_now

    def publish_next() -> None:
        if numbers:
            publish(numbers.pop(), title="Harbour harbour harbour plan", body="plan")

    def meanwhile(terms: Any) -> Any:
        publish_next()
        found = read_now(terms)
        publish_next()
        return found

    monkeypatch.setattr(postings, "read_now", meanwhile)
    while numbers:
        asked(worker, text)
    assert asked(worker, text) == asked(DatabaseEngine(), text)


def test_of_the_words_asked_for_last_as_many_are_kept_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [(f"word {number}",) for number in range(6)]
    found = Held.of(np.ones(100, np.uint16))
    monkeypatch.setattr(held, "MOST_BYTES", 3 * found.size)
    memory = held.Memory()
    for word in words[:3]:
        memory.keep({word: found})
    assert memory.get(words[0])
    for word in words[3:5]:
        memory.keep({word: found})
    assert [bool(memory.get(word)) for word in words] == [True, False, False, True, True, False]
    memory.keep({words[5]: Held.of(np.ones(10_000, np.uint16))})
    assert not any(memory.get(word) for word in words)


def test_a_process_without_room_answers_as_any(
    monkeypatch: pytest.MonkeyPatch, worker: DatabaseEngine
) -> None:
    monkeypatch.setattr(held, "MOST_BYTES", 0)
    for _ in range(2):
        assert asked(DatabaseEngine(), "harbour") == [1, 2]
