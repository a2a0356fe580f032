"""What was translated once is offered again, wherever the original says the same."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.translations.people import superuser
from tests.translations.records import (
    draft,
    field_of,
    fresh,
    in_turkish,
    publish,
    published,
    translated,
)
from translations.creating import create
from translations.memory import recall, remember
from translations.states import CHANGED, MACHINE, NEW, still_pending, waiting
from translations.updating import bring_up_to_date
from translations.words import Word, raw_stream, words_of

Committed = Callable[[], AbstractContextManager[object]]
FIGURES = field_of(PracticePage, "figures")

pytestmark = pytest.mark.django_db


def recalled(text: str, language: str = "tr", rich: bool = False) -> str | None:
    return recall({"": Word("", text, rich)}, "en", language).get("")


def titled(title: str) -> Any:
    """Another published practice."""
    return publish(published(PracticePage), title=title)


class TestRemembering:
    @pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
    def test_every_published_text_is_kept(
        self, model: type[KnowledgePage], committed: Committed
    ) -> None:
        with committed():
            original = published(model)
            page = translated(original)
        words = words_of(original)
        assert words
        found = recall(words, "en", "tr")
        assert {path: word.text for path, word in words_of(page).items() if found[path]}
        for path, word in words.items():
            # Equal texts have one translation; only rich ones may be written in another way.
            assert found[path] == in_turkish(word.text) or word.rich, path
        assert recall(words, "en", "ar") == recall(words, "tr", "en") == {}

    def test_a_draft_is_not_kept(self, original: Any, committed: Committed) -> None:
        with committed():
            create(original, "tr", actor=superuser())
            changed = draft(original.get_translations().get())
            changed.title = "Taslak"
            changed.save_revision(clean=False)
        assert recalled(original.title) is None

    @pytest.mark.parametrize("why", [NEW, CHANGED, MACHINE])
    def test_what_waits_for_the_translator_is_not_kept(
        self, why: str, original: Any, committed: Committed
    ) -> None:
        with committed():
            page = translated(original)
        StringTranslation.objects.all().delete()
        page.pending = waiting(page, ["title"], why)
        remember(page)
        assert recalled(original.title) is None
        assert recalled(original.summary) == page.summary

    def test_of_what_was_made_from_an_older_wording_that_is_the_source(
        self, original: Any, committed: Committed
    ) -> None:
        with committed():
            page = translated(original)
            publish(original, title="Said otherwise")
        StringTranslation.objects.all().delete()
        remember(fresh(page))
        assert recalled("Said otherwise") is None
        assert recalled(original.title) == page.title

    def test_what_was_published_last_counts(self, original: Any, committed: Committed) -> None:
        with committed():
            page = translated(original)
        with committed():
            publish(page, title="Daha iyi")
        assert recalled(original.title) == "Daha iyi"
        with committed():
            translated(titled(original.title))
        assert recalled(original.title) == in_turkish(original.title)

    def test_asks_the_database_as_often_for_many_texts_as_for_few(
        self, original: Any, committed: Committed
    ) -> None:
        with committed():
            page = translated(original)
        few, counts = {"title", "summary"}, []
        remember(page)  # what is found once for the process
        for paths in (few, words_of(page).keys()):
            page.pending = waiting(page, words_of(page).keys() - paths)
            asked = {path: word for path, word in words_of(original).items() if path in paths}
            with CaptureQueriesContext(connection) as queries:
                remember(page)
                assert recall(asked, "en", "tr").keys() == asked.keys()
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 10


class TestFilling:
    def test_a_new_translation_begins_with_what_is_known(
        self, original: Any, committed: Committed
    ) -> None:
        with committed():
            page = translated(original)
            other = titled("Of its own")
            figures = raw_stream(original, FIGURES)
            other = publish(other, summary=original.summary, figures=FIGURES.to_python(figures))
        with committed():
            begun = create(other, "tr", actor=superuser())
        made = draft(begun)
        assert made.summary == page.summary
        assert made.figures[0].value["label"] == page.figures[0].value["label"]
        assert made.title == "Of its own"
        waits = still_pending(made)
        assert (waits["summary"], waits["title"]) == (CHANGED, NEW)

    def test_so_does_what_is_new_in_the_original(self, original: Any, committed: Committed) -> None:
        with committed():
            page = translated(original)
            again = raw_stream(original, FIGURES)
            again.append({**again[0], "id": "again"})
            publish(original, figures=FIGURES.to_python(again), title="Said otherwise")
        with committed():
            bring_up_to_date(page, actor=superuser())
        made = draft(page)
        assert made.figures[1].value["label"] == page.figures[0].value["label"]
        assert still_pending(made)["figures.again.label"] == CHANGED

    def test_what_is_too_long_for_its_field_is_left_out(
        self, original: Any, committed: Committed
    ) -> None:
        with committed():
            other = titled("Short")
            publish(original, summary=other.title)
        with committed():
            publish(translated(original), summary="ç" * 400)
        assert recalled(other.title) == "ç" * 400
        with committed():
            made = draft(create(other, "tr", actor=superuser()))
        assert made.title == other.title
        assert still_pending(made)["title"] == NEW
