"""Words are told from facts, in every type of record and every block."""

import json
import re

import pytest
from wagtail.fields import StreamField
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.factories.full import full_record
from tests.translations.records import field_of, fresh
from translations.words import digest, map_words, raw_stream, texts_of, word_fields, words_of

pytestmark = pytest.mark.django_db
every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)


@every_record_type
def test_the_words_are_the_texts_that_wagtail_localize_finds(model: type[KnowledgePage]) -> None:
    page = fresh(full_record(model)[0])
    segments = extract_segments(page)
    found = {s.path for s in segments if isinstance(s, StringSegmentValue | TemplateSegmentValue)}
    assert set(words_of(page)) == {path for path in found if path != "slug"}


@every_record_type
def test_no_number_date_code_or_address_is_a_word(model: type[KnowledgePage]) -> None:
    page = fresh(full_record(model)[0])
    for word in words_of(page).values():
        text = re.sub(r"</?p[^>]*>", "", word.text)
        # The factory writes every text by this pattern; the unverified link is none to follow.
        assert text.startswith(("Entered", "full-")) or word.path.endswith(".text"), word


@every_record_type
def test_a_copy_has_the_same_words_at_the_same_paths(model: type[KnowledgePage]) -> None:
    page, _entered = full_record(model)
    copy = page.copy(update_attrs={"slug": "the-copy"}, reset_translation_key=True)
    assert words_of(fresh(copy)) == words_of(fresh(page))


@every_record_type
def test_words_replaced_by_themselves_leave_a_stream_as_it_was(
    model: type[KnowledgePage],
) -> None:
    page = fresh(full_record(model)[0])
    for field in word_fields(model):
        if isinstance(field, StreamField):
            raw = raw_stream(page, field)
            again = map_words(field.stream_block, raw, field.name, lambda word: word.text)
            assert again == raw


def test_an_empty_text_is_a_text_but_no_word() -> None:
    page = PracticePage(title="Cafés", slug="cafes")
    assert texts_of(page)["summary"] == ""
    assert list(words_of(page)) == ["title"]


def test_a_rich_text_is_known_as_such() -> None:
    page = PracticePage(title="Cafés", context="<p>Many newcomers</p>")
    assert words_of(page)["context"].rich
    assert not words_of(page)["title"].rich


def test_blocks_the_code_no_longer_knows_are_passed_over() -> None:
    field = field_of(PracticePage, "figures")
    raw = [
        {"type": "gone", "value": {"label": "Lost"}, "id": "a"},
        {"type": "claim", "value": {"label": "Guests", "gone": "Lost"}, "id": "b"},
        {"type": "claim", "value": None, "id": "c"},
        "not even a block",
    ]
    again = map_words(field.stream_block, raw, "figures", lambda word: word.path)
    assert again[1]["value"] == {"label": "figures.b.label", "gone": "Lost"}
    assert [again[0], *again[2:]] == [raw[0], *raw[2:]]


def test_a_digest_depends_on_the_words_alone() -> None:
    assert digest({"a": "ç", "b": "2"}) == digest(json.loads('{"b": "2", "a": "ç"}'))
    assert digest({"a": "ç"}) != digest({"a": "c"})
    assert len(digest({})) == 32
