"""Form fields and blocks that offer terms."""

from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from taxonomy.blocks import TermChooserBlock
from taxonomy.fields import TermsField
from taxonomy.forms import TermMultipleChoiceField
from taxonomy.models import City, Coded, InnovationStage, Objective, Theme
from taxonomy.widgets import TermCheckboxes, TermSelectMultiple
from tests.factories.taxonomy import (
    CityFactory,
    CompactFactory,
    ObjectiveFactory,
    StageFactory,
    ThemeFactory,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_terms")]


def choices(model: type[Coded]) -> list[Any]:
    """What a field for several terms offers, in its order."""
    return list(TermMultipleChoiceField(model).choices)  # type: ignore[arg-type]


def test_themes_are_boxes_to_tick_under_their_main_themes() -> None:
    second = ThemeFactory(name="Water", position=2)
    first = ThemeFactory(name="Migration", position=1)
    ThemeFactory(name="Language", parent=first, position=2)
    ThemeFactory(name="Housing", parent=first, position=1)
    assert isinstance(TermMultipleChoiceField(Theme).widget, TermCheckboxes)
    groups = [(name, [label for _value, label in terms]) for name, terms in choices(Theme)]
    assert groups == [("Migration", ["Migration", "Housing", "Language"]), ("Water", ["Water"])]
    assert second.name == "Water"


def test_objectives_stand_under_their_compacts_by_number() -> None:
    late, early = CompactFactory(position=2, label="Late"), CompactFactory(position=1, label="Soon")
    ObjectiveFactory(compact=late, number=1, label="C")
    ObjectiveFactory(compact=early, number=10, label="B")
    ObjectiveFactory(compact=early, number=9, label="A")
    labels = [(name, [label for _value, label in terms]) for name, terms in choices(Objective)]
    assert labels == [("Soon", ["A", "B"]), ("Late", ["C"])]


def test_stages_keep_their_order_and_cities_are_sorted_by_label() -> None:
    StageFactory(name="Evaluation", position=2)
    StageFactory(name="Implementation", position=1)
    assert [label for _value, label in choices(InnovationStage)] == ["Implementation", "Evaluation"]
    CityFactory(name="Şile")
    CityFactory(name="Urfa")
    CityFactory(name="İzmir")
    assert [label for _value, label in choices(City)] == ["İzmir", "Şile", "Urfa"]
    assert isinstance(TermMultipleChoiceField(City).widget, TermSelectMultiple)


def test_choices_are_english_rows_in_the_editors_language() -> None:
    city = CityFactory(name="Geneva")
    row = translate(city, "tr", name="Cenevre")
    with translation.override("tr"):
        offered = [(value.value, label) for value, label in choices(City)]
    assert offered == [(city.pk, "Cenevre")]
    assert row.pk != city.pk


def test_a_retired_term_is_not_offered_but_kept_where_it_is_chosen() -> None:
    retired = CityFactory(name="Old town", retired=True)
    field = TermMultipleChoiceField(City, required=False)
    assert "Old town" not in field.widget.render("cities", [])
    assert "Old town" in field.widget.render("cities", [retired.pk])
    assert list(field.clean([str(retired.pk)])) == [retired]


def test_listing_choices_takes_as_many_queries_for_many_terms_as_for_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    main = ThemeFactory()
    for _ in range(20):
        ThemeFactory(parent=main)
    choices(Theme)
    # The version twice, how many there are (asked by `list`), and the themes.
    with django_assert_num_queries(4):
        choices(Theme)


def test_a_terms_field_needs_no_class_of_ours_in_migrations_and_tells_what_it_points_at() -> None:
    field = TermsField("taxonomy.Theme", blank=True, verbose_name="themes")
    assert field.deconstruct()[1] == "modelcluster.fields.ParentalManyToManyField"
    field.remote_field.model = Theme
    theme = ThemeFactory()
    assert list(field.extract_references([theme])) == [
        (Theme, str(theme.pk), "item", f"item.{theme.pk}")
    ]
    assert not field.formfield().required


class TestTermChooserBlock:
    def test_gives_translators_nothing(self) -> None:
        block = TermChooserBlock("taxonomy.Objective")
        objective = ObjectiveFactory()
        assert block.get_translatable_segments(objective) == []
        assert block.restore_translated_segments(objective, []) is objective

    def test_accepts_english_rows_only(self) -> None:
        block = TermChooserBlock("taxonomy.Theme")
        theme = ThemeFactory()
        row = translate(theme, "fr", name="Eau")
        assert block.clean(theme) == theme
        with pytest.raises(Exception, match="valid choice"):
            block.clean(row)

    def test_shows_what_is_chosen_in_the_editors_language(self) -> None:
        theme = ThemeFactory(name="Water")
        translate(theme, "tr", name="Su")
        with translation.override("tr"):
            state = TermChooserBlock("taxonomy.Theme").get_form_state(theme)
        assert (state["id"], state["string"]) == (theme.pk, "Su")
