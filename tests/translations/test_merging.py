"""The facts of an original get into its translation, the words of the translation stay."""

from typing import Any

import pytest
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.factories.full import full_record, points_at_pages
from tests.factories.pages import PracticePageFactory, section
from tests.translations.records import field_of, fresh, in_turkish, published, translated
from translations.merging import merge
from translations.words import raw_stream, texts_of, word_fields

pytestmark = pytest.mark.django_db
every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)


def facts(model: type[KnowledgePage]) -> list[Any]:
    """The fields a translation shares with its original."""
    declared = get_translatable_fields(model)
    return [f.get_field(model) for f in declared if isinstance(f, SynchronizedField)]


def stored(page: KnowledgePage, field: Any) -> Any:
    """What a field holds, in a form that can be compared."""
    if isinstance(field, StreamField):
        return raw_stream(page, field)
    if isinstance(field, ParentalManyToManyField):
        return {term.pk for term in getattr(page, field.name).all()}
    return getattr(page, field.attname)


def empty(page: KnowledgePage, field: Any) -> None:
    if isinstance(field, ParentalManyToManyField | StreamField):
        setattr(page, field.name, [])
    else:
        setattr(page, field.attname, None if field.null else "")


@every_record_type
def test_with_its_own_words_a_translation_stays_as_it_is(model: type[KnowledgePage]) -> None:
    original = published(model)
    page = translated(original)
    before = page.serializable_data()
    assert merge(original, page, texts_of(page), follow=model.fact_streams) == set()
    assert page.serializable_data() == before


@every_record_type
def test_a_translation_without_facts_gets_them_all(model: type[KnowledgePage]) -> None:
    original = fresh(full_record(model)[0])
    page = model(title="Boş", slug="bos")
    for name in ("themes", "cities"):
        setattr(page, name, [])
    lacking = merge(original, page, {}, follow=model.fact_streams)
    for field in facts(model):
        assert stored(page, field) == stored(original, field), field.name
    for name in model.fact_streams:
        assert raw_stream(page, field_of(model, name)) == raw_stream(
            original, field_of(model, name)
        )
    assert {path.partition(".")[0] for path in lacking} <= set(model.fact_streams)
    assert page.title == "Boş"


@every_record_type
def test_each_emptied_fact_is_emptied(model: type[KnowledgePage]) -> None:
    original, page = fresh(full_record(model)[0]), fresh(full_record(model)[0])
    fields = [field for field in facts(model) if field.name != "show_in_menus"]
    for field in fields:
        assert points_at_pages(field) or stored(page, field), field.name
        empty(original, field)
    merge(original, page, texts_of(page), follow=model.fact_streams)
    assert [field.name for field in fields if stored(page, field)] == []


@every_record_type
def test_what_follows_the_original_are_streams_with_words(model: type[KnowledgePage]) -> None:
    streams = {field.name for field in word_fields(model) if isinstance(field, StreamField)}
    assert set(model.fact_streams) <= streams


def figure(number: int, label: str, identity: str) -> dict[str, Any]:
    return {
        "type": "claim",
        "id": identity,
        "value": {"label": label, "number": str(number), "source_name": "Report"},
    }


class TestBlocks:
    def pair(self, name: str, source: Any, own: Any) -> tuple[PracticePage, PracticePage]:
        """An original and a translation of a practice with some raw blocks each."""
        field = field_of(PracticePage, name)
        return tuple(  # type: ignore[return-value]
            PracticePageFactory(parent=section(), **{name: field.to_python(raw)})
            for raw in (source, own)
        )

    def labels(self, page: PracticePage, name: str) -> list[tuple[str, str]]:
        raw = raw_stream(page, field_of(PracticePage, name))
        return [(item["value"]["label"], str(item["value"]["number"])) for item in raw]

    def test_a_stream_of_facts_follows_in_number_order_and_values(self) -> None:
        original, page = self.pair(
            "figures",
            [figure(3, "Guests", "a"), figure(4, "Hosts", "c")],
            [figure(9, "Gidenler", "b"), figure(1, "Konuklar", "a")],
        )
        lacking = merge(original, page, texts_of(page), follow=("figures",))
        assert self.labels(page, "figures") == [("Konuklar", "3"), ("Hosts", "4")]
        assert lacking == {"figures.c.label", "figures.c.source_name"}

    def test_other_streams_keep_their_blocks_and_take_the_facts_of_those_they_share(self) -> None:
        original, page = self.pair(
            "results",
            [figure(3, "Guests", "a"), figure(4, "Hosts", "c")],
            [figure(9, "Eskiler", "b"), figure(1, "Konuklar", "a")],
        )
        assert merge(original, page, texts_of(page), follow=page.fact_streams) == set()
        assert self.labels(page, "results") == [("Eskiler", "9"), ("Konuklar", "3")]

    def test_an_emptied_word_of_the_translation_is_its_own_word(self) -> None:
        original, page = self.pair(
            "figures", [figure(3, "Guests", "a")], [figure(1, "Konuklar", "a")]
        )
        texts = {**texts_of(page), "figures.a.source_name": ""}
        assert merge(original, page, texts, follow=("figures",)) == set()
        raw = raw_stream(page, field_of(PracticePage, "figures"))
        assert raw[0]["value"]["source_name"] == ""


def test_the_translator_of_the_tests_translates() -> None:
    original = published(PracticePage)
    page = translated(original)
    assert page.title == in_turkish(original.title)
    assert page.figures[0].value["label"] == in_turkish(original.figures[0].value["label"])
    assert page.context.startswith("<p>Çeviri")
