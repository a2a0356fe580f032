"""Bringing a translation up to date: nothing is lost, nothing is published, twice is once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.translations.edits import edit, put_blocks, reworded
from tests.translations.people import member_of, superuser
from tests.translations.records import draft, field_of, fresh, publish, published, translated
from translations.changes import REMOVED, changes
from translations.creating import create
from translations.enums import State
from translations.models import RecordTranslation, Wording
from translations.states import CHANGED, NEW, still_pending, waiting
from translations.updating import bring_up_to_date, restart, settle
from translations.words import raw_stream, texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]
FIGURES = field_of(PracticePage, "figures")
BODY = field_of(PracticePage, "body")
NAMES = field_of(PracticePage, "other_names")

pytestmark = pytest.mark.django_db
every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return translated(original_below)


@pytest.fixture
def translator() -> Any:
    return member_of("Translators (tr)")


def state(page: Any) -> str:
    found: str = RecordTranslation.objects.get(page=page).state
    return found


EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), min_size=1, max_size=6)
WALKS = st.lists(st.tuples(EDITS, st.booleans()), min_size=1, max_size=3)


class RollBack(Exception):
    """What ends one random walk."""


def translations_in(page: Any) -> dict[str, str]:
    """What the translator has written, by path."""
    waits = still_pending(page)
    return {path: word.text for path, word in words_of(page).items() if waits.get(path) != NEW}


def check_update(page: Any) -> None:
    """Bring a page up to date, and look for every text of it."""
    live, before = texts_of(fresh(page)), translations_in(draft(page))
    told = {change.path: change for change in changes(fresh(page))}
    bring_up_to_date(fresh(page), actor=superuser())
    assert texts_of(fresh(page)) == live
    after, waits = words_of(draft(page)), still_pending(draft(page))
    for path, text in before.items():
        if path in after:
            assert after[path].text == text
        else:
            assert told[path].why == REMOVED, path
            assert told[path].translation == text
    original = fresh(page).get_translations().get().specific
    assert words_of(original).keys() <= after.keys()
    assert {path for path in words_of(original) if path not in before} <= waits.keys()
    assert state(page) != State.OUT_OF_DATE
    revision = fresh(page).latest_revision_id
    assert not bring_up_to_date(fresh(page), actor=superuser())
    assert fresh(page).latest_revision_id == revision


def check_publication(original: Any, page: Any, committed: Committed) -> None:
    """Publish the draft of an original, and look at what that does to the translation."""
    before, drafted = translations_in(fresh(page)), translations_in(draft(page))
    with committed():
        fresh(original).latest_revision.publish()
    for seen, earlier in ((fresh(page), before), (draft(page), drafted)):
        texts, notes = texts_of(seen), still_pending(seen)
        for path, text in earlier.items():
            if path not in texts:
                assert path.partition(".")[0] in seen.fact_streams, path
            elif texts[path] not in ("", text):
                assert notes[path] == NEW
                assert seen.pending[path][3] == text
    for change in changes(fresh(page)):
        assert change.new or change.why == REMOVED


@every_record_type
def test_no_edit_of_the_original_destroys_what_was_translated(
    model: type[KnowledgePage], committed: Committed
) -> None:
    with committed():
        original = published(model)
        page = translated(original)

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(walk=WALKS)
    def holds(walk: list[tuple[list[tuple[int, int]], bool]]) -> None:
        with pytest.raises(RollBack), transaction.atomic():
            for number, (edits, updates) in enumerate(walk):
                changed = draft(original)
                for place, kind in edits:
                    edit(changed, place, kind, number * 100 + kind)
                changed.save_revision(clean=False)
                check_publication(original, page, committed)
                if updates:
                    check_update(page)
            raise RollBack

    holds()


class TestUpdating:
    def test_the_old_translation_waits_where_the_original_changed(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, summary="Something else.")
        assert bring_up_to_date(turkish, actor=translator)
        made = draft(turkish)
        assert made.summary == turkish.summary
        assert still_pending(made) == {"summary": CHANGED}
        assert fresh(turkish).latest_revision.user == translator
        assert fresh(turkish).has_unpublished_changes
        assert state(turkish) == State.IN_TRANSLATION

    def test_a_text_emptied_in_the_original_is_emptied_and_one_newly_filled_is_filled(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, cover_alt="", summary="")
        bring_up_to_date(turkish, actor=translator)
        assert (draft(turkish).cover_alt, draft(turkish).summary) == ("", "")
        with committed():
            publish(original, cover_alt="A bridge by night")
        bring_up_to_date(turkish, actor=translator)
        assert draft(turkish).cover_alt == "A bridge by night"
        assert still_pending(draft(turkish)) == {"cover_alt": NEW}

    def test_what_the_translator_left_empty_stays_empty_until_the_original_changes_it(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(turkish, cover_alt="")
            publish(original, summary="Something else.")
        bring_up_to_date(turkish, actor=translator)
        assert draft(turkish).cover_alt == ""
        with committed():
            publish(original, cover_alt="A bridge by night")
        bring_up_to_date(turkish, actor=translator)
        assert draft(turkish).cover_alt == "A bridge by night"

    def test_a_text_not_translated_yet_follows_the_newest_words(
        self, original: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            page = create(original, "tr", actor=translator)
        for summary in ("Second", "Third"):
            with committed():
                publish(original, summary=summary)
            bring_up_to_date(page, actor=translator)
            assert draft(page).summary == summary
            assert still_pending(draft(page))["summary"] == NEW
        assert fresh(page).live is False

    def test_what_was_made_from_something_unknown_waits_as_a_whole(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(turkish, translated_from="0" * 32, pending={"gone.x": ["new", "y"]})
            Wording.objects.all().delete()
            publish(original, summary="Something else.")
        assert changes(fresh(turkish))
        assert bring_up_to_date(turkish, actor=translator)
        texts = words_of(draft(turkish))
        assert {path: word.text for path, word in texts.items()} == {
            path: word.text for path, word in words_of(turkish).items()
        }
        assert set(still_pending(draft(turkish)).values()) == {CHANGED}
        assert still_pending(draft(turkish)).keys() == texts.keys()

    def test_what_the_translator_added_to_running_text_stays_in_its_place(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        own = draft(turkish)
        raw = raw_stream(own, NAMES)
        put_blocks(own, NAMES, [raw[0], {**raw[0], "id": "own", "value": "Göç Meydanı"}, *raw[1:]])
        own.save_revision(clean=False)
        with committed():
            first = raw_stream(original, NAMES)[0]
            names = [reworded(NAMES, {**first, "id": "new"}, 1), first]
            publish(original, other_names=NAMES.to_python(names))
        bring_up_to_date(turkish, actor=translator)
        made = raw_stream(draft(turkish), NAMES)
        assert [item["id"] for item in made] == ["new", raw[0]["id"], "own"]
        assert made[2]["value"] == "Göç Meydanı"
        assert still_pending(draft(turkish)) == {"other_names.new": NEW}

    def test_takes_the_published_original_not_its_draft(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        ahead = draft(original)
        ahead.summary = "Not said yet"
        with committed():
            ahead.save_revision(clean=False)
        assert not bring_up_to_date(turkish, actor=translator)
        with committed():
            fresh(original).unpublish()
        assert not bring_up_to_date(turkish, actor=translator)

    def test_needs_the_right_in_the_language(self, original: Any, turkish: Any) -> None:
        stranger = member_of("Translators (ar)")
        for act in (bring_up_to_date, restart):
            for page, user in ((turkish, stranger), (original, superuser())):
                with pytest.raises(PermissionDenied):
                    act(page, actor=user)
        with pytest.raises(PermissionDenied):
            settle(turkish, ["summary"], actor=stranger)

    def test_asks_the_database_as_often_for_many_texts_as_for_few(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        counts = []
        for number in (1, 2, 30):
            blocks = [
                {**raw_stream(original, BODY)[0], "id": f"b{number}-{n}"} for n in range(number)
            ]
            with committed():
                publish(original, body=BODY.to_python(blocks))
            with CaptureQueriesContext(connection) as queries:
                bring_up_to_date(turkish, actor=translator)
            counts.append(len(queries))
        assert counts[1] == counts[2]


class TestSettling:
    def test_what_holds_waits_no_more(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, summary="Something else.", title="Another title")
        bring_up_to_date(turkish, actor=translator)
        assert settle(turkish, ["summary"], actor=translator)
        assert still_pending(draft(turkish)) == {"title": CHANGED}
        assert draft(turkish).summary == turkish.summary
        before = fresh(turkish).latest_revision_id
        assert not settle(turkish, ["summary", "gone"], actor=translator)
        assert fresh(turkish).latest_revision_id == before
        assert settle(turkish, ["title"], actor=translator)
        assert state(turkish) == State.DRAFT

    def test_what_was_settled_in_the_editor_is_not_counted_twice(
        self, turkish: Any, translator: Any
    ) -> None:
        made = draft(turkish)
        made.pending = waiting(made, ["title", "summary"], CHANGED)
        made.title = "Daha iyi"
        made.save_revision(clean=False)
        assert still_pending(draft(turkish)) == {"summary": CHANGED}
        assert not settle(turkish, ["title"], actor=translator)


class TestRestarting:
    def test_every_text_waits_and_none_is_changed(
        self, original: Any, turkish: Any, translator: Any
    ) -> None:
        assert restart(turkish, actor=translator)
        made = draft(turkish)
        assert texts_of(made) == texts_of(fresh(turkish)) == texts_of(turkish)
        assert still_pending(made).keys() == words_of(made).keys()
        assert not restart(turkish, actor=translator)

    def test_brings_up_to_date_first(
        self, original: Any, turkish: Any, translator: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, summary="", title="Another title")
        assert restart(turkish, actor=translator)
        assert draft(turkish).summary == ""
        assert still_pending(draft(turkish))["title"] == CHANGED
        assert state(turkish) == State.IN_TRANSLATION
