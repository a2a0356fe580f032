"""Feeding Elasticsearch: what was changed gets there, once, in its latest state, and stays."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from elastic_transport import ApiResponseMeta, HttpHeaders

from core.signals import frequent
from search.document import Document
from search.engines import current
from search.engines.database import ENGINE as DATABASE
from search.engines.elasticsearch import ENGINE, building, feeding, index, verifying
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.client import Budget, PunctualNode
from search.engines.elasticsearch.client import client as server
from search.engines.elasticsearch.upkeep import keep_fed
from search.models import DocumentRow, Feed, Waiting
from search.request import SearchRequest, Sort
from tests.factories.documents import document, indexed, records
from tests.search.test_upkeep import said

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
NEWEST = SearchRequest("en", sort=Sort.NEWEST)


@pytest.fixture(autouse=True)
def built(with_elasticsearch: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A complete index without documents."""
    monkeypatch.setattr(ENGINE, "breaker", Breaker())
    building.build()


def titles() -> list[str]:
    """What the server itself finds."""
    found = current().search(NEWEST)
    assert found.engine == "elasticsearch"
    return [hit.line["title"] for hit in found.hits]


def held() -> dict[tuple[str, str], int]:
    """The documents the server has, with their versions."""
    server().indices.refresh(index=index.alias())
    return dict(verifying._of_server())


def changed(made: Document, title: str) -> Document:
    line = {**made.line, "title": title}
    return replace(made, title=title, texts={"title": title}, line=line)


def gone(made: Document) -> None:
    current().replace({made.key: []})


def test_the_worker_has_changes_and_deletions_found(client: Client) -> None:
    first, second = indexed(document("First"), document("Second"))
    frequent.send(sender=None)
    assert titles() == ["Second", "First"]
    indexed(changed(first, "Changed"))
    gone(second)
    frequent.send(sender=None)
    assert titles() == ["Changed"]
    assert not Waiting.objects.exists()
    assert client.get("/readyz").json()["search"] == {
        "engine": "elasticsearch",
        "elasticsearch": "ok",
        "waiting": 0,
    }


def test_a_record_is_left_out_until_its_change_has_arrived_and_the_page_says_so(
    client: Client,
) -> None:
    first, _second = indexed(document("First"), document("Second"))
    keep_fed()
    indexed(changed(first, "Changed"))
    assert titles() == ["Second"]
    assert client.get("/api/v1/search").json()["total"] == 1
    assert "1 record has just changed" in client.get("/en/search/").content.decode()
    assert "ETag" not in client.get("/api/v1/search")
    keep_fed()
    assert titles() == ["Second", "Changed"]
    assert "just changed" not in client.get("/en/search/").content.decode()
    assert "ETag" in client.get("/api/v1/search")


def test_a_file_misses_nothing_that_waits() -> None:
    indexed(document("First"))
    assert [line["title"] for line in current().iter_keys(NEWEST)] == ["First"]


def test_what_a_slow_worker_sends_late_changes_nothing() -> None:
    """It has read a document that was changed, or deleted, and sent, before it goes on."""
    first, second = indexed(document("First"), document("Second"))
    keep_fed()
    indexed(changed(first, "Old"), changed(second, "Withdrawn"))
    late = list(Waiting.objects.all())
    rows = {(row.key, row.language): row for row in DocumentRow.objects.all()}
    actions = [
        feeding._action(row.key, row.language, row.version, rows[row.key, row.language])
        for row in late
    ]
    indexed(changed(first, "New"))
    gone(second)
    keep_fed()
    versions = held()
    assert list(feeding.send(actions, index.alias(), refresh=True)) == ["", ""]
    assert held() == versions
    assert titles() == ["New"]


def test_a_change_during_the_sending_of_the_one_before_waits_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (first,) = indexed(document("First"))
    send = feeding.send

    def and_then_it_changes(*args: Any, **options: Any) -> Any:
        outcomes = list(send(*args, **options))
        monkeypatch.setattr(feeding, "send", send)
        indexed(changed(first, "Changed"))
        monkeypatch.setattr(feeding, "AT_ONCE", 0)
        return outcomes

    monkeypatch.setattr(feeding, "send", and_then_it_changes)
    keep_fed()
    assert Waiting.objects.get().version == DocumentRow.objects.get().version
    assert titles() == []
    monkeypatch.undo()
    keep_fed()
    assert titles() == ["Changed"]


def test_readers_see_the_old_index_or_the_new_and_no_change_is_lost_in_between() -> None:
    """While it is built somebody changes, adds and deletes records, behind and before it."""
    made = indexed(*(document(f"Record {number}") for number in range(6)))
    keep_fed()
    old = feeding.state().index
    seen = []

    def meanwhile(done: int, total: int) -> None:
        keep_fed()  # another worker
        seen.append(len(titles()))
        indexed(changed(made[done % 6], f"Changed {done}"), document(f"Added {done}"))
        gone(made[(done + 3) % 6])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "AT_ONCE", 2)
        building.build(meanwhile)
    keep_fed()
    assert min(seen) >= 6
    assert feeding.state().index != old
    assert index.behind_alias() == feeding.state().index
    assert not server().indices.exists(index=old)
    assert verifying.differing() == {}
    assert titles() == [hit.line["title"] for hit in DATABASE.search(NEWEST).hits]


def test_two_do_not_build_at_once_and_one_that_died_is_followed_by_another() -> None:
    Feed.objects.update(next=index.new_name(), alive=timezone.now())
    with pytest.raises(building.BuildingError, match="is being built"):
        building.build()
    Feed.objects.update(alive=timezone.now() - building.DEAD)
    name = feeding.state().index
    frequent.send(sender=None)
    assert feeding.state().index not in ("", name)
    assert feeding.state().next == ""


def test_who_builds_stops_where_another_has_taken_over() -> None:
    records(1)

    def taken_over(done: int, total: int) -> None:
        Feed.objects.update(next="another")

    with pytest.raises(building.BuildingError):
        building.build(taken_over)
    assert feeding.state().next == "another"


@pytest.mark.parametrize("rebuilt", [False, True])
def test_the_database_answers_until_the_index_is_built_unasked(rebuilt: bool) -> None:
    if rebuilt:
        records(2)
        call_command("search_index", "rebuild", "--only", "database", verbosity=0)
        records(2)
    else:
        Feed.objects.all().delete()
        index.delete_all_but()
        records(2)
    assert current().search(NEWEST).engine == "database"
    assert current().search(NEWEST).total == DATABASE.search(NEWEST).total > 0
    frequent.send(sender=None)
    assert len(titles()) == DATABASE.search(NEWEST).total


@pytest.mark.parametrize("deed", ["publish", "delete"])
def test_an_index_that_somebody_has_deleted_is_missed_and_built_again(deed: str) -> None:
    first, _second = records(2)
    keep_fed()
    index.delete_all_but()
    found = current().search(NEWEST)
    assert (found.engine, found.total) == ("database", 2)
    if deed == "publish":
        records(1)
    else:
        gone(first)
    keep_fed()  # it finds nothing to write to, and never makes it by writing
    assert not server().indices.exists(index=index.alias())
    Feed.objects.update(due=None)
    keep_fed()
    ENGINE.breaker.succeeded()
    assert len(titles()) == DATABASE.search(NEWEST).total


def test_an_idle_site_misses_its_index_at_once() -> None:
    index.delete_all_but()
    keep_fed()
    assert feeding.state().index == ""


def lose(made: Document) -> None:
    server().delete(index=index.alias(), id=f"{made.key}:en", refresh=True)


def withdraw_unnoticed(made: Document) -> None:
    DocumentRow.objects.filter(key=made.key).delete()


def restore_older(made: Document) -> None:
    """As where the database was restored, or a clock put back: the server knows later versions."""
    DocumentRow.objects.filter(key=made.key).update(version=1)


@pytest.mark.parametrize("harm", [lose, withdraw_unnoticed, restore_older])
def test_what_differs_is_found_and_mended(harm: Any) -> None:
    made = records(3)
    keep_fed()
    assert verifying.differing() == {}
    harm(made[1])
    assert list(verifying.differing()) == [(str(made[1].key), "en")]
    Feed.objects.update(verified=timezone.now())
    keep_fed()  # compared a moment ago
    assert verifying.differing()
    Feed.objects.update(verified=None)
    keep_fed()
    keep_fed()
    assert verifying.differing() == {}
    stored = {(str(row.key), row.language): row.version for row in DocumentRow.objects.all()}
    assert held() == stored


def test_the_command_says_what_differs_and_mends_it(client: Client) -> None:
    said("rebuild")  # the records of these tests stand on no page
    assert said("verify") == "The index holds what the pages say.\n"
    name = UUID(int=5)
    action = {"_op_type": "index", "_id": f"{name}:en", "version": 1, "version_type": "external"}
    source = {"key": str(name), "language": "en"}
    assert list(feeding.send([{**action, "_source": source}], index.alias(), refresh=True)) == [""]
    with pytest.raises(CommandError, match="1 differences"):
        said("verify")
    assert "1 differences repaired" in said("verify", "--repair")
    assert said("verify") == "The index holds what the pages say.\n"
    assert "Elasticsearch: ok" in said("status")


def test_a_document_that_is_refused_holds_up_no_other(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, _good = indexed(document("Bad"), document("Good"))
    action = feeding._action

    def spoiled(key: UUID, *args: Any) -> dict[str, Any]:
        made = action(key, *args)
        return made | {"_source": {"unknown": 1}} if key == bad.key else made

    monkeypatch.setattr(feeding, "_action", spoiled)
    keep_fed()
    keep_fed()
    waits = Waiting.objects.get()
    assert (waits.key, waits.attempts) == (bad.key, 1)
    assert titles() == ["Good"]
    assert caplog.text.count("strict_dynamic_mapping_exception") == 1
    assert client.get("/readyz").json()["search"]["elasticsearch"] == "failing"
    monkeypatch.undo()
    Waiting.objects.update(due=timezone.now())
    keep_fed()
    keep_fed()
    assert titles() == ["Good", "Bad"]
    assert client.get("/readyz").json()["search"]["elasticsearch"] == "ok"


def test_a_server_that_takes_nothing_in_is_tried_until_it_does() -> None:
    """As with a full disk, after which Elasticsearch itself closes its indexes to writers."""
    (first,) = indexed(document("First"))
    keep_fed()
    block = {"index.blocks.read_only_allow_delete": True}
    server().indices.put_settings(index=index.alias(), settings=block)
    indexed(changed(first, "Changed"), document("Second"))
    keep_fed()
    assert "cluster_block_exception" in feeding.state().problem
    assert titles() == []
    server().indices.put_settings(index=index.alias(), settings=dict.fromkeys(block))
    Feed.objects.update(due=timezone.now())
    keep_fed()
    keep_fed()
    assert titles() == ["Second", "Changed"]
    assert feeding.state().problem == ""


def test_where_the_server_fails_in_the_middle_of_a_file_the_database_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = records(5)
    keep_fed()
    monkeypatch.setattr("search.engines.elasticsearch.reading.AT_ONCE", 2)
    lines = current().iter_keys(NEWEST)
    read = [next(lines)["id"] for _ in range(3)]
    index.delete_all_but()
    read += [line["id"] for line in lines]
    assert read == [line["id"] for line in DATABASE.iter_keys(NEWEST)]
    assert len(read) == len(made)


def test_all_that_a_page_asks_for_shares_its_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four questions, each answered late: the last is the database's, though nothing failed."""
    indexed(document("First"))
    keep_fed()
    now: list[float] = [0]
    given: list[float] = []
    clock = SimpleNamespace(monotonic=lambda: now[0])
    monkeypatch.setattr("search.engines.elasticsearch.client.time", clock)
    # Longer than any machine takes, so that only this clock counts.
    monkeypatch.setattr(Budget.__init__, "__defaults__", (200,))
    ask = PunctualNode.perform_request

    def late(*args: Any, **options: Any) -> Any:
        given.append(options["request_timeout"])
        now[0] += 75
        return ask(*args, **options)

    monkeypatch.setattr(PunctualNode, "perform_request", late)
    page = client.get("/en/search/?q=first&type=event").content.decode()
    assert "without “" in page
    assert given == [200, 125, 50]
    assert not ENGINE.breaker.is_open
    current().total(NEWEST)  # for no page: it has a time of its own
    assert given == [200, 125, 50, 200]


def test_a_build_goes_on_where_the_server_was_too_busy_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    records(3)
    rests: list[float] = []
    monkeypatch.setattr("elasticsearch.helpers.actions.time.sleep", rests.append)
    ask = PunctualNode.perform_request

    def busy(node: PunctualNode, method: str, target: str, *args: Any, **options: Any) -> Any:
        if "_bulk" not in target or len(rests) == 2:
            return ask(node, method, target, *args, **options)
        headers = HttpHeaders(
            {"x-elastic-product": "Elasticsearch", "content-type": "application/json"}
        )
        return SimpleNamespace(
            meta=ApiResponseMeta(429, "1.1", headers, 0, node.config), body=b"{}"
        )

    monkeypatch.setattr(PunctualNode, "perform_request", busy)
    building.build()
    assert len(rests) == 2
    assert len(titles()) == 3
