"""Changes are noted with themselves, taken in after their commit, and lost under no failure."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

from core.signals import periodic
from search import draining
from search.documents import record_documents
from search.draining import drain
from search.engines import current
from search.locking import locked
from search.models import DirtyRecord, IndexState
from search.request import SearchRequest
from search.service import search
from tests.factories.pages import PracticePageFactory, StandardPageFactory, home, section

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def practice() -> Any:
    return PracticePageFactory(parent=section(), title="A tandem for neighbours")


def titles(language: str = "en") -> list[str]:
    return [hit.line["title"] for hit in search(SearchRequest(language)).hits]


def left_behind(**conditions: Any) -> None:
    """As if the process that noted these changes had died some time ago."""
    DirtyRecord.objects.filter(**conditions).update(due=timezone.now() - timedelta(seconds=1))


def test_a_change_is_found_by_the_very_next_search(practice: Any) -> None:
    assert titles() == ["A tandem for neighbours"]
    practice.title = "A changed title"
    practice.save_revision().publish()
    assert titles() == ["A changed title"]
    assert not DirtyRecord.objects.exists()


def test_a_record_whose_change_is_not_taken_in_yet_is_left_out_everywhere(practice: Any) -> None:
    with transaction.atomic():
        practice.save()
        assert titles() == []
        assert search(SearchRequest("en")).counts["type"] == {}
    assert titles() == ["A tandem for neighbours"]


def test_a_change_that_is_rolled_back_leaves_nothing(practice: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        practice.title = "Never"
        practice.save()
        raise RuntimeError
    assert not DirtyRecord.objects.exists()
    assert titles() == ["A tandem for neighbours"]


def test_many_changes_of_one_transaction_are_taken_in_together(practice: Any) -> None:
    version = IndexState.objects.get().version
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        for number in range(5):
            practice.title = f"Title {number}"
            practice.save()
    updates = [query for query in queries if 'UPDATE "search_indexstate"' in query["sql"]]
    assert len(updates) == 1
    assert IndexState.objects.get().version > version


def test_saving_without_a_change_leaves_the_index_at_its_version(practice: Any) -> None:
    version = IndexState.objects.get().version
    practice.save()
    assert IndexState.objects.get().version == version


def test_the_next_search_takes_in_what_a_crash_left_behind(practice: Any) -> None:
    Page.objects.filter(pk=practice.pk).update(title="By another way")
    DirtyRecord.objects.create(key=practice.translation_key, due=timezone.now())
    left_behind()
    assert titles() == ["By another way"]


def test_a_search_never_waits_for_those_who_write(practice: Any) -> None:
    DirtyRecord.objects.create(key=practice.translation_key, due=timezone.now())
    left_behind()
    held, answered = Event(), Event()

    def write() -> bool:
        try:
            with locked():
                held.set()
                return answered.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        writer = pool.submit(write)
        assert held.wait(20)
        found = titles()
        answered.set()
        assert writer.result()
    assert found == []
    assert titles() == ["A tandem for neighbours"]


def test_the_worker_takes_in_what_a_crash_left_behind(practice: Any) -> None:
    DirtyRecord.objects.create(key=practice.translation_key, due=timezone.now())
    left_behind()
    periodic.send(sender=None)
    assert not DirtyRecord.objects.exists()


def test_a_new_year_is_taken_in_by_the_worker(practice: Any) -> None:
    practice.period = "2019/.."
    practice.save_revision().publish()
    IndexState.objects.update(year=2019)
    periodic.send(sender=None)
    left_behind()
    periodic.send(sender=None)
    assert IndexState.objects.get().year == timezone.now().year
    assert not DirtyRecord.objects.exists()


def test_a_failure_keeps_no_response_and_no_other_record_waiting(
    practice: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = PracticePageFactory(parent=section(), title="Broken")
    monkeypatch.setattr(
        type(broken), "lead_name", lambda page: 1 // (page.title != "Broken again") and ""
    )
    with transaction.atomic():
        broken.title = "Broken again"
        broken.save()
        practice.title = "Changed beside it"
        practice.save()
    assert titles() == ["Changed beside it"]
    assert [row.key for row in DirtyRecord.objects.all()] == [broken.translation_key]
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.undo()
    left_behind()
    assert sorted(titles()) == ["Broken again", "Changed beside it"]


def test_a_failed_record_is_tried_again_later_and_later(
    practice: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(practice), "lead_name", lambda page: 1 // 0)
    practice.save()
    waits = []
    for _ in range(3):
        left_behind()
        drain()
        waits.append(DirtyRecord.objects.get().due)
    assert waits == sorted(waits)
    assert waits[-1] > timezone.now() + draining.FIRST_WAIT


def test_drafts_and_private_pages_are_not_counted(practice: Any) -> None:
    PracticePageFactory(parent=section(), title="Draft", live=False)
    private = PracticePageFactory(parent=section(), title="Private")
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type="login")
    result = search(SearchRequest("en"))
    assert result.total == 1
    assert result.counts["type"] == {"practice": 1}


def test_what_becomes_private_is_noted_before_it_does(practice: Any) -> None:
    noted: list[UUID | None] = []

    def watch(execute: Any, sql: str, *args: Any) -> Any:
        if 'INSERT INTO "wagtailcore_pageviewrestriction"' in sql:
            noted.extend(DirtyRecord.objects.exclude(key=None).values_list("key", flat=True))
        return execute(sql, *args)

    with connection.execute_wrapper(watch):
        PageViewRestriction(page=section().page_ptr, restriction_type="login").save()
    assert noted == [practice.translation_key]
    assert titles() == []


def test_pages_below_follow_a_new_slug_and_a_move(practice: Any) -> None:
    parent = section()
    parent.slug = "renamed"
    parent.save_revision().publish()
    (hit,) = search(SearchRequest("en")).hits
    assert hit.line["url"].startswith("/en/renamed/")
    shelf = StandardPageFactory(parent=home(), slug="shelf", locale=home().locale)
    Page.objects.get(pk=parent.pk).move(shelf, pos="last-child")
    (hit,) = search(SearchRequest("en")).hits
    assert hit.line["url"].startswith("/en/shelf/renamed/")


def test_aliases_that_lose_their_original_become_records(practice: Any) -> None:
    practice.create_alias(update_slug="alias")
    # Wagtail takes the aliases of a live page offline with it.
    practice.unpublish()
    alias = Page.objects.get(slug="alias")
    alias.live = True
    alias.save()
    assert titles() == []
    practice.delete()
    (hit,) = search(SearchRequest("en")).hits
    assert hit.line["url"].endswith("/alias/")


def test_what_stands_below_the_alias_of_a_private_page_is_private(practice: Any) -> None:
    source = StandardPageFactory(parent=home(), slug="source", locale=home().locale)
    alias = source.create_alias(update_slug="alias")
    practice.page_ptr.move(alias, pos="last-child")
    restriction = PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert titles() == []
    ConvertAliasPageAction(Page.objects.get(pk=alias.pk).specific).execute(
        skip_permission_checks=True
    )
    assert titles() == ["A tandem for neighbours"]
    restriction.delete()
    assert titles() == ["A tandem for neighbours"]


def test_a_change_of_a_site_reaches_every_record(practice: Any) -> None:
    site = home().get_site()
    site.root_page = section()
    site.save()
    (hit,) = search(SearchRequest("en")).hits
    assert hit.line["url"] == f"/en/{practice.slug}/"


def test_a_search_asks_the_database_little_and_no_more_for_more_records(practice: Any) -> None:
    request = SearchRequest("en", "neighbours")
    search(request)
    with CaptureQueriesContext(connection) as few:
        search(request)
    for number in range(20):
        PracticePageFactory(parent=section(), title=f"Neighbours {number}")
    search(request)
    with CaptureQueriesContext(connection) as many:
        assert search(request).total == 21
    # What is noted, the version with the words, the hits.
    assert len(few) == len(many) == 3


def test_reading_records_back_asks_no_more_for_more_records(practice: Any) -> None:
    def queries(number: int) -> int:
        for _ in range(number):
            PracticePageFactory(parent=section())
        keys = set(Page.objects.filter(depth=4).values_list("translation_key", flat=True))
        with CaptureQueriesContext(connection) as captured:
            record_documents(keys)
        return len(captured)

    queries(1)
    assert queries(1) == queries(10)


def test_an_unknown_key_is_taken_out_of_the_index(practice: Any) -> None:
    key = uuid4()
    assert record_documents([key]) == {key: []}
    assert current().keys() == {practice.translation_key}
