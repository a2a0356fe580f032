"""What a translator is told of the differences between an original and what she translated."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from practices.models import PracticePage
from tests.translations.edits import reworded
from tests.translations.people import superuser
from tests.translations.records import draft, field_of, fresh, publish, translated
from translations.changes import Change, changes
from translations.states import CHANGED, MACHINE, NEW, waiting
from translations.updating import bring_up_to_date, restart
from translations.words import raw_stream, words_of

Committed = Callable[[], AbstractContextManager[object]]
BODY = field_of(PracticePage, "body")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return translated(original_below)


def told(page: Any) -> dict[str, Change]:
    return {change.path: change for change in changes(fresh(page))}


def test_of_a_finished_translation_there_are_none(turkish: Any) -> None:
    assert changes(turkish) == []


@pytest.mark.parametrize("updated", [False, True])
def test_a_changed_text_is_told_with_the_old_the_new_and_the_translation(
    updated: bool, original: Any, turkish: Any, committed: Committed
) -> None:
    with committed():
        publish(original, summary="Entered anew for you & me", context="<p>Another <b>one</b></p>")
    if updated:
        bring_up_to_date(turkish, actor=superuser())
    found = told(turkish)
    summary = found["summary"]
    assert (summary.why, summary.rich, summary.label) == (CHANGED, False, "Summary")
    assert (summary.old, summary.new) == (original.summary, "Entered anew for you & me")
    assert summary.translation == turkish.summary
    assert '<span class="deletion">' in summary.difference
    assert "you &amp; me" in summary.difference
    assert found["context"].rich
    assert "<b>" not in found["context"].difference
    assert list(found) == [path for path in words_of(fresh(original)) if path in found]


@pytest.mark.parametrize("updated", [False, True])
def test_a_new_text_is_told_as_new(
    updated: bool, original: Any, turkish: Any, committed: Committed
) -> None:
    raw = raw_stream(original, BODY)
    raw.insert(0, reworded(BODY, {**raw[0], "id": "added"}, 7))
    with committed():
        publish(original, body=BODY.to_python(raw))
    if updated:
        bring_up_to_date(turkish, actor=superuser())
    assert told(turkish)
    for path, change in told(turkish).items():
        assert path.startswith("body.added")
        assert (change.why, change.old, change.translation) == (NEW, "", "")
        assert "Reworded 7" in change.new


def test_a_text_that_went_is_told_with_its_translation(
    original: Any, turkish: Any, committed: Committed
) -> None:
    with committed():
        publish(original, summary="", body=[])
    found = told(turkish)
    assert {change.why for change in found.values()} == {"removed"}
    assert found["summary"].old == original.summary
    assert found["summary"].translation == turkish.summary
    assert [path for path in found if path.startswith("body")]
    assert list(found) == [path for path in words_of(original) if path in found]
    bring_up_to_date(turkish, actor=superuser())
    assert told(turkish) == {}
    # What it said is in the history of the page.
    assert turkish.revisions.order_by("pk").last().as_object().summary == ""
    assert any(old.as_object().summary == turkish.summary for old in turkish.revisions.all())


def test_what_a_machine_made_is_told_so(turkish: Any) -> None:
    made = draft(turkish)
    made.pending = waiting(made, ["title"], MACHINE, made.translated_from)
    made.save_revision(clean=False)
    (change,) = changes(fresh(turkish))
    assert (change.why, change.translation) == (MACHINE, turkish.title)
    assert change.old == change.new


def test_of_an_old_wording_not_known_any_more_everything_is_told(
    original: Any, committed: Committed
) -> None:
    with committed():
        french = Locale.objects.get(language_code="fr")
        page = original.copy_for_translation(french, copy_parents=True)
        publish(page, translated_from="0" * 32)
    found = told(page)
    assert found.keys() == words_of(original).keys()
    assert {change.old for change in found.values()} == {""}


def test_what_has_waited_since_earlier_is_compared_with_what_it_was_made_from(
    original: Any, turkish: Any, committed: Committed
) -> None:
    for summary in ("Second", "Third"):
        with committed():
            publish(original, summary=summary)
        bring_up_to_date(turkish, actor=superuser())
    change = told(turkish)["summary"]
    assert (change.old, change.new) == (original.summary, "Third")


def test_begun_anew_everything_is_told_with_the_present_translation(turkish: Any) -> None:
    restart(turkish, actor=superuser())
    found = told(turkish)
    assert found.keys() == words_of(turkish).keys()
    assert all(change.translation == words_of(turkish)[path].text for path, change in found.items())


def test_asks_the_database_as_often_for_many_texts_as_for_few(
    original: Any, turkish: Any, committed: Committed
) -> None:
    counts = []
    for number in (1, 30):
        raw = raw_stream(original, BODY)[0]
        blocks = [reworded(BODY, {**raw, "id": f"b{number}-{n}"}, n) for n in range(number)]
        with committed():
            publish(original, body=BODY.to_python(blocks))
        page = fresh(turkish)
        with CaptureQueriesContext(connection) as queries:
            assert len(changes(page)) >= number
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
