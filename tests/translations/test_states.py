"""The state of each translation follows from what editors do to pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.translations.records import begun, draft, fresh, publish, published, translated
from translations.enums import State
from translations.models import Record, RecordTranslation, Wording
from translations.states import waiting

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def state(original: Any, language: str = "tr") -> str:
    row: RecordTranslation = RecordTranslation.objects.get(record__page=original, language=language)
    return row.state


def test_a_record_has_a_row_for_every_other_language(original: Any) -> None:
    rows = RecordTranslation.objects.filter(record__key=original.record_key)
    assert {row.language for row in rows} == {"tr", "ar", "fr"}
    assert {(row.state, row.page) for row in rows} == {("missing", None)}


def test_from_the_first_draft_to_the_publication(original: Any, committed: Committed) -> None:
    with committed():
        page = begun(original)
    assert state(original) == State.DRAFT
    with committed():
        publish(page, title="Türkçe")
    assert state(original) == State.PUBLISHED
    with committed():
        changed = draft(page)
        changed.title = "Daha iyi"
        changed.save_revision()
    assert state(original) == State.DRAFT
    with committed():
        fresh(page).delete()
    assert state(original) == State.MISSING


def test_a_text_still_the_originals_is_waited_for(original: Any) -> None:
    page = draft(begun(original))
    page.pending = waiting(page, ["title", "summary"])
    page.save_revision()
    assert state(original) == State.IN_TRANSLATION
    page.title, page.summary = "Başlık", "Özet"
    page.save_revision()
    assert state(original) == State.DRAFT


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_a_changed_word_of_the_original_makes_it_out_of_date_a_changed_fact_does_not(
    model: type[KnowledgePage], committed: Committed
) -> None:
    with committed():
        original = published(model)
        page = translated(original)
    assert state(original) == State.PUBLISHED
    with committed():
        publish(original, contact_name="Somebody else", themes=[])
    assert state(original) == State.PUBLISHED
    with committed():
        publish(original, summary="Something else.")
    assert state(original) == State.OUT_OF_DATE
    with committed():
        publish(page, title="Yeni")
    assert state(original) == State.OUT_OF_DATE
    old = Wording.objects.get(digest=page.translated_from)
    assert old.words["summary"] == original.summary


def test_a_word_put_back_makes_it_up_to_date_again(original: Any, committed: Committed) -> None:
    with committed():
        translated(original)
        publish(original, summary="Something else.")
        publish(original, summary=original.summary)
    assert state(original) == State.PUBLISHED


def test_reverting_to_an_old_revision_reverts_what_it_was_made_from(
    original: Any, committed: Committed
) -> None:
    with committed():
        page = translated(original)
        old = page.latest_revision
        publish(original, summary="Something else.")
    with committed():
        now = draft(page)
        now.translated_from = Record.objects.get(page=original).wording.digest  # type: ignore[union-attr]
        now.save_revision().publish()
    assert state(original) == State.PUBLISHED
    with committed():
        old.as_object().save_revision()
    assert state(original) == State.OUT_OF_DATE


def test_an_original_never_published_is_followed_as_a_draft(committed: Committed) -> None:
    with committed():
        original = published(PracticePage)
        original.unpublish()
        changed = draft(original)
        changed.summary = "Newer than what was published."
        changed.save_revision()
        page = begun(original)
    assert page.summary == "Newer than what was published."
    assert state(original) == State.DRAFT


def test_an_alias_is_no_translation_until_it_is_converted(
    original: Any, committed: Committed
) -> None:
    french = Locale.objects.get(language_code="fr")
    with committed():
        alias = original.copy_for_translation(french, copy_parents=True, alias=True)
    assert state(original, "fr") == State.MISSING
    with committed():
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    # What it was made from is not known.
    assert state(original, "fr") == State.OUT_OF_DATE


def test_nothing_is_left_of_a_deleted_record(original: Any, committed: Committed) -> None:
    with committed():
        fresh(original).delete()
    assert not Record.objects.filter(key=original.record_key).exists()


def test_a_state_is_as_old_as_it_is(original: Any, committed: Committed) -> None:
    with committed():
        page = translated(original)
    row = RecordTranslation.objects.get(record__page=original, language="tr")
    with committed():
        publish(page, title="Yeni")
    again = RecordTranslation.objects.get(pk=row.pk)
    # Published again is a draft for a moment: the age is that of the later publication.
    assert again.state == row.state
    before = again.since
    fresh(page).save()
    assert RecordTranslation.objects.get(pk=row.pk).since == before


def test_an_original_saved_again_costs_one_query(original: Any) -> None:
    with CaptureQueriesContext(connection) as queries:
        original.save()
    ours = [query["sql"] for query in queries if '"translations_' in query["sql"]]
    assert len(ours) == 1, ours
