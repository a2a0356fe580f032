"""What becomes of translations when an original, or one of them, is published."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from wagtail.models import Page

from core.signals import periodic
from practices.models import PracticePage
from taxonomy.models import Theme
from tests.translations.records import draft, field_of, fresh, publish, published, translated
from translations.models import Record
from translations.states import still_pending
from translations.words import raw_stream, texts_of

Committed = Callable[[], AbstractContextManager[object]]
FIGURES = field_of(PracticePage, "figures")

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(committed: Committed) -> Any:
    with committed():
        return published(PracticePage)


@pytest.fixture
def turkish(original: Any, committed: Committed) -> Any:
    with committed():
        return translated(original)


def other_themes(page: Any) -> list[Theme]:
    return list(Theme.objects.canonical().exclude(pk__in=page.themes.all())[:2])


def with_number(page: Any, number: str) -> Any:
    """The figures of a page, the first with another number."""
    raw = raw_stream(page, FIGURES)
    raw[0]["value"]["number"] = number
    return FIGURES.to_python(raw)


class TestFacts:
    def test_those_of_a_draft_of_a_withdrawn_original_stay_secret(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, mayor_name="Known to all")
        with committed():
            fresh(original).unpublish()
            # What Wagtail's form does of a page that is not live: its row follows the draft.
            withdrawn = fresh(original)
            withdrawn.mayor_name = "Not known yet"
            withdrawn.save()
            withdrawn.save_revision()
        with committed():
            publish(turkish, summary="Düzeltildi")
        assert fresh(turkish).mayor_name == "Known to all"

    def test_they_reach_a_published_translation_with_the_publication(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        themes = other_themes(original)
        with committed():
            publish(original, themes=themes, mayor_name="", figures=with_number(original, "77"))
        now = fresh(turkish)
        assert set(now.themes.all()) == set(themes)
        assert now.mayor_name == ""
        assert now.figures[0].value["number"] == 77
        assert now.live
        assert not now.has_unpublished_changes
        assert draft(turkish).figures[0].value["number"] == 77
        assert now.live_revision_id == now.latest_revision_id
        assert now.last_published_at == turkish.last_published_at

    def test_they_leave_every_word_as_it_was(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, title="Another title", figures=with_number(original, "77"))
        assert texts_of(fresh(turkish)) == texts_of(turkish)

    def test_a_draft_of_the_original_changes_nothing(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        changed = draft(original)
        changed.mayor_name = "Somebody else"
        with committed():
            changed.save_revision()
        assert fresh(turkish).mayor_name == turkish.mayor_name
        assert fresh(turkish).latest_revision_id == turkish.latest_revision_id

    def test_a_publication_without_other_facts_makes_no_revision(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, title="Another title")
        assert fresh(turkish).latest_revision_id == turkish.latest_revision_id

    def test_a_draft_ahead_gets_them_as_well_and_stays_one(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        ahead = draft(turkish)
        ahead.title = "Daha iyi"
        ahead.save_revision()
        with committed():
            publish(original, mayor_name="Somebody else")
        now = fresh(turkish)
        assert (now.title, now.mayor_name) == (turkish.title, "Somebody else")
        assert (draft(turkish).title, draft(turkish).mayor_name) == ("Daha iyi", "Somebody else")
        assert now.has_unpublished_changes

    def test_a_translation_that_is_not_public_only_gets_a_draft(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            turkish.unpublish()
            publish(original, mayor_name="Somebody else")
        assert not fresh(turkish).live
        assert draft(turkish).mayor_name == "Somebody else"

    def test_a_translation_published_with_older_facts_gets_the_present_ones(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(turkish, title="Yeni", mayor_name="From an old form", figures=[])
        now = fresh(turkish)
        assert (now.title, now.mayor_name) == ("Yeni", original.mayor_name)
        assert now.figures[0].value["number"] == original.figures[0].value["number"]

    def test_a_new_block_comes_with_the_words_of_the_original_which_are_noted(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        raw = raw_stream(original, FIGURES)
        added = {**raw[0], "id": "new-one", "value": {**raw[0]["value"], "label": "Newly counted"}}
        with committed():
            publish(original, figures=FIGURES.to_python([*raw, added]))
        now = fresh(turkish)
        assert now.figures[1].value["label"] == "Newly counted"
        assert still_pending(now)["figures.new-one.label"] == "new"
        settled = draft(turkish)
        again = raw_stream(settled, FIGURES)
        again[1]["value"]["label"] = "Yeni sayılan"
        settled.figures = FIGURES.to_python(again)
        assert "figures.new-one.label" not in still_pending(settled)

    def test_of_a_publication_that_ended_half_way_they_are_carried_by_the_worker(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            revision = draft(original).save_revision()
        # All that Wagtail stores before it tells of the publication.
        Page.objects.filter(pk=original.pk).update(live_revision=revision)
        PracticePage.objects.filter(pk=original.pk).update(mayor_name="Somebody else")
        with committed():
            periodic.send(sender=None)
        assert fresh(turkish).mayor_name == "Somebody else"
        record = Record.objects.get(page=original)
        assert record.revision == revision

    def test_a_scheduled_translation_is_published_with_the_present_facts(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            later = draft(turkish)
            later.title = "Sonra"
            scheduled = later.save_revision()
            publish(original, mayor_name="Somebody else")
        with committed():
            scheduled.publish()
        assert (fresh(turkish).title, fresh(turkish).mayor_name) == ("Sonra", "Somebody else")
