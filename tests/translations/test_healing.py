"""What was stored while nobody listened is caught up with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from core.signals import periodic
from practices.models import PracticePage
from tests.translations.people import superuser
from tests.translations.records import draft, fresh, published, translated
from translations.changes import changes
from translations.enums import State
from translations.healing import heal
from translations.models import CopiedRestriction, Record, RecordTranslation
from translations.review import approve
from translations.states import refresh
from translations.updating import bring_up_to_date

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages_below(below: None) -> list[Any]:
    original = published(PracticePage)
    return [original, translated(original)]


@pytest.fixture
def pages(pages_below: list[Any]) -> list[Any]:
    """A record and its translation."""
    return [fresh(page) for page in pages_below]


def time_passes(committed: Committed) -> None:
    with committed():
        periodic.send(sender=None)


def test_records_from_before_the_app_get_their_rows(pages: list[Any], committed: Committed) -> None:
    Record.objects.all().delete()
    time_passes(committed)
    record = Record.objects.get()
    assert (record.page_id, record.key) == (pages[0].pk, pages[0].translation_key)
    assert record.wording
    row = RecordTranslation.objects.get(record=record, language="tr")
    assert (row.page_id, row.live) == (pages[1].pk, True)
    assert RecordTranslation.objects.filter(state=State.MISSING).count() == 2


def test_until_then_they_are_changed_all_the_same(pages: list[Any]) -> None:
    Record.objects.all().delete()
    assert {change.why for change in changes(fresh(pages[1]))} == {"changed"}
    Record.objects.all().delete()
    # Nothing has changed since, and that is known again.
    assert not bring_up_to_date(pages[1], actor=superuser())
    Record.objects.all().delete()
    assert approve(pages[1], actor=superuser())
    # A page that has lost its original.
    PracticePage.objects.filter(pk=pages[0].pk).update(translation_key=uuid4())
    Record.objects.all().delete()
    assert changes(fresh(pages[1])) == []
    with pytest.raises(PermissionDenied):
        bring_up_to_date(fresh(pages[1]), actor=superuser())


def test_restrictions_from_before_the_app_reach_the_translations(
    pages: list[Any], committed: Committed
) -> None:
    restricted = (pages[0], pages[0].get_parent())
    rows = [PageViewRestriction(page=page, restriction_type="login") for page in restricted]
    PageViewRestriction.objects.bulk_create(rows)
    turkish = fresh(pages[1])
    assert Client().get(turkish.url).status_code == 200
    time_passes(committed)
    assert CopiedRestriction.objects.count() == 2
    assert Client().get(turkish.url).status_code == 302


def test_a_restriction_of_a_translation_alone_is_left_alone(
    pages: list[Any], committed: Committed
) -> None:
    PageViewRestriction.objects.bulk_create(
        [
            PageViewRestriction(page=page, restriction_type="login")
            for page in (pages[1], pages[1].get_parent())
        ]
    )
    time_passes(committed)
    assert PageViewRestriction.objects.count() == 2


def test_records_copied_with_their_section_become_originals_of_their_own(
    pages: list[Any], committed: Committed
) -> None:
    section = fresh(pages[1].get_parent().specific)
    with committed():
        copied = section.copy(recursive=True, update_attrs={"slug": "copied", "title": "Copied"})
    time_passes(committed)
    page = PracticePage.objects.child_of(copied).get()
    assert page.translation_key != pages[1].translation_key
    for each in (page, draft(page)):
        assert each.is_original
        assert (each.source_language, each.translated_from, each.pending) == ("tr", "", {})
    assert Record.objects.get(page=page).wording
    assert not fresh(pages[1]).is_original
    assert Record.objects.count() == 2


def test_where_nothing_is_to_be_done_it_asks_twice(pages: list[Any]) -> None:
    PageViewRestriction.objects.create(page=pages[0], restriction_type="login")
    french = Locale.objects.get(language_code="fr")
    pages[0].copy_for_translation(french, copy_parents=True, alias=True)
    heal()
    with CaptureQueriesContext(connection) as queries:
        heal()
    assert len(queries) == 2


def test_one_that_fails_keeps_no_other_from_its_turn(
    pages: list[Any], committed: Committed, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    with committed():
        other = published(PracticePage)
    Record.objects.all().delete()

    def fail(model: Any, key: Any) -> Any:
        if key == pages[0].translation_key:
            raise RuntimeError
        return refresh(model, key)

    monkeypatch.setattr("translations.healing.refresh", fail)
    heal()
    assert Record.objects.get().page_id == other.pk
    assert "could not be caught up with" in caplog.text
    assert Page.objects.filter(pk=pages[0].pk).exists()
