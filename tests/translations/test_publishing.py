"""What becomes of translations when an original, or one of them, is published."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from wagtail.blocks import StructValue
from wagtail.models import Page

from core.signals import periodic
from practices.models import PracticePage
from taxonomy.models import Theme
from tests.translations.people import superuser
from tests.translations.records import draft, field_of, fresh, publish, translated
from translations.changes import changes
from translations.models import Record
from translations.states import still_pending
from translations.updating import bring_up_to_date
from translations.words import raw_stream, texts_of

Committed = Callable[[], AbstractContextManager[object]]
FIGURES = field_of(PracticePage, "figures")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return translated(original_below)


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


class TestWordsBesideFacts:
    """A number that changes together with its unit must not get the unit of the old number."""

    RESULTS = field_of(PracticePage, "results")
    ACTIVITIES = field_of(PracticePage, "activities")

    def changed(self, page: Any, field: Any, **values: str) -> Any:
        """The blocks of a page, those that have these values with others."""
        raw = raw_stream(page, field)
        for item in raw:
            if isinstance(item["value"], dict) and "number" in item["value"]:
                item["value"].update(values)
        return field.to_python(raw)

    @pytest.mark.parametrize("field", [FIGURES, RESULTS], ids=lambda field: str(field.name))
    def test_the_originals_words_take_the_place_of_the_old_translation(
        self, field: Any, original: Any, turkish: Any, committed: Committed
    ) -> None:
        values = self.changed(original, field, number="77", unit="thousand euro")
        with committed():
            publish(original, **{field.name: values})
        now = fresh(turkish)
        (claim,) = [
            block
            for block in getattr(now, field.name)
            if isinstance(block.value, StructValue) and block.value.get("number") == 77
        ]
        path = f"{field.name}.{claim.id}"
        before = texts_of(turkish)
        assert claim.value["unit"] == "thousand euro"
        assert claim.value["label"] == before[f"{path}.label"]
        assert still_pending(now) == still_pending(draft(turkish)) == {f"{path}.unit": "new"}
        (told,) = changes(now)
        assert (told.path, told.why, told.new) == (f"{path}.unit", "new", "thousand euro")
        assert told.old == texts_of(original)[f"{path}.unit"]
        assert told.translation == before[f"{path}.unit"]

    def test_brought_up_to_date_the_draft_has_the_old_translation_again_to_be_looked_at(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, figures=self.changed(original, FIGURES, number="77", unit="euro"))
        bring_up_to_date(turkish, actor=superuser())
        made = draft(turkish)
        assert made.figures[0].value["number"] == 77
        assert made.figures[0].value["unit"] == turkish.figures[0].value["unit"]
        assert set(still_pending(made).values()) == {"changed"}
        assert fresh(turkish).figures[0].value["unit"] == "euro"

    def test_a_draft_ahead_is_treated_alike(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        ahead = draft(turkish)
        ahead.title = "Daha iyi"
        ahead.save_revision(clean=False)
        with committed():
            publish(original, figures=self.changed(original, FIGURES, number="77", unit="euro"))
        for page in (fresh(turkish), draft(turkish)):
            assert page.figures[0].value["unit"] == "euro"
            assert set(still_pending(page).values()) == {"new"}
        assert draft(turkish).title == "Daha iyi"

    def test_a_unit_that_went_goes(self, original: Any, turkish: Any, committed: Committed) -> None:
        with committed():
            publish(original, figures=self.changed(original, FIGURES, number="77", unit=""))
        assert fresh(turkish).figures[0].value["unit"] == ""

    def test_words_that_changed_before_are_seen_when_the_number_does(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, figures=self.changed(original, FIGURES, unit="euro"))
        assert fresh(turkish).figures[0].value["unit"] == turkish.figures[0].value["unit"]
        for number in ("77", "78"):
            with committed():
                publish(original, figures=self.changed(fresh(original), FIGURES, number=number))
            assert fresh(turkish).figures[0].value["number"] == int(number)
            assert fresh(turkish).figures[0].value["unit"] == "euro"
            (told,) = changes(fresh(turkish))
            assert told.translation == turkish.figures[0].value["unit"]

    def test_what_waits_in_the_originals_words_follows_them(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        for unit in ("euro", "million euro"):
            figures = self.changed(fresh(original), FIGURES, number="77", unit=unit)
            with committed():
                publish(original, figures=figures)
            assert fresh(turkish).figures[0].value["unit"] == unit
        assert set(still_pending(fresh(turkish)).values()) == {"new"}

    def test_running_text_beside_other_facts_stays_the_translators(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        raw = raw_stream(original, self.ACTIVITIES)
        raw[0]["value"].update({"title": "Another title", "partner": None})
        with committed():
            publish(original, activities=self.ACTIVITIES.to_python(raw))
        assert texts_of(fresh(turkish)) == texts_of(turkish)
        assert not fresh(turkish).activities[0].value["partner"]
