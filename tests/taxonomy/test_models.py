"""Rules every term keeps."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from taxonomy.models import City, Compact, Theme
from tests.factories.taxonomy import (
    CityFactory,
    CompactFactory,
    ObjectiveFactory,
    OrganisationFactory,
    ThemeFactory,
    language,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_terms")]


def complaints(term: Any) -> set[str]:
    """Fields full_clean complains about; empty when it is content."""
    try:
        term.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


class TestCodes:
    @pytest.mark.parametrize("code", ["Göç", "a b", "-a", "a-", "a--b", "A", "a_b", "", "a\n"])
    def test_other_than_plain_words_with_hyphens_are_refused(self, code: str) -> None:
        assert "code" in complaints(ThemeFactory.build(code=code, locale=language("en")))

    def test_cannot_be_changed_once_stored(self) -> None:
        theme = Theme.objects.get(pk=ThemeFactory().pk)
        theme.code = "another"
        assert complaints(theme) == {"code"}
        with pytest.raises(ValueError, match="another"):
            theme.save()

    def test_are_unique_in_a_language(self) -> None:
        ThemeFactory(code="water")
        assert "code" in complaints(ThemeFactory.build(code="water", locale=language("en")))
        OrganisationFactory(code="mmu")
        assert complaints(OrganisationFactory.build(code="mmu"))


class TestWording:
    def test_official_needs_a_source(self) -> None:
        assert complaints(ThemeFactory.build(locale=language("en"), official=True)) == {"source"}

    def test_official_short_label_needs_a_source_of_its_own(self) -> None:
        compact = CompactFactory.build(
            locale=language("en"), official=True, source="A/RES/70/1", label_official=True
        )
        assert complaints(compact) == {"label_source"}

    def test_of_a_new_translation_is_ours(self) -> None:
        compact = CompactFactory(official=True, source="X", label_official=True, label_source="X")
        row = translate(compact, "fr")
        assert isinstance(row, Compact)
        assert not (row.official or row.source or row.label_official or row.label_source)


class TestThemes:
    def test_stand_in_two_levels_and_no_more(self) -> None:
        main = ThemeFactory()
        below = ThemeFactory(parent=main)
        assert complaints(below) == set()
        third = ThemeFactory.build(parent=below, locale=language("en"))
        assert complaints(third) == {"parent"}

    def test_with_others_below_stay_main(self) -> None:
        main = ThemeFactory()
        ThemeFactory(parent=main)
        main.parent = ThemeFactory()
        assert complaints(main) == {"parent"}

    def test_are_not_their_own_parents(self) -> None:
        theme = ThemeFactory()
        theme.parent = theme
        assert complaints(theme) == {"parent"}

    def test_are_part_of_english_rows(self) -> None:
        row = translate(ThemeFactory(), "tr", name="Su")
        assert complaints(ThemeFactory.build(parent=row, locale=language("en"))) == {"parent"}


class TestLanguages:
    def test_share_the_facts_of_the_english_row(self) -> None:
        city = CityFactory()
        row = translate(city, "tr", name="Kent")
        city.latitude, city.aliases = "40.50000", "Old name"
        city.save()
        row.refresh_from_db()
        assert isinstance(row, City)
        assert (str(row.latitude), row.aliases, row.name) == ("40.50000", "Old name", "Kent")

    def test_cannot_change_facts_from_another_row(self) -> None:
        city = CityFactory()
        row = translate(city, "ar", name="مدينة")
        row.country = "FR"
        row.save()
        row.refresh_from_db()
        assert row.country == "TR"

    def test_begin_with_english(self) -> None:
        alone = ThemeFactory.build(locale=language("fr"))
        assert complaints(alone) == {"__all__"}

    def test_go_with_the_english_row(self) -> None:
        theme = ThemeFactory()
        translate(theme, "fr", name="Eau")
        theme.delete()
        assert not Theme.objects.exists()

    def test_can_be_taken_back_one_by_one(self) -> None:
        theme = ThemeFactory()
        translate(theme, "fr", name="Eau").delete()
        assert Theme.objects.get() == theme

    def test_translate_texts_and_copy_facts_in_wagtail_localize(self) -> None:
        fields = {field.field_name: field for field in get_translatable_fields(City)}
        translated = {name for name in fields if not isinstance(fields[name], SynchronizedField)}
        assert translated == {"name"}
        assert not any(fields[name].overridable for name in fields.keys() - translated)


def test_a_population_figure_says_for_which_year_it_holds() -> None:
    city = CityFactory.build(locale=language("en"), population=1000)
    assert complaints(city) == {"population_year"}


@pytest.mark.parametrize("country", ["XX", "tr", "TUR", "EU"])
def test_an_unknown_country_is_refused(country: str) -> None:
    assert "country" in complaints(CityFactory.build(locale=language("en"), country=country))


def test_coordinates_lie_on_the_earth() -> None:
    city = CityFactory.build(locale=language("en"), latitude="90.1", longitude="-180.1")
    assert complaints(city) == {"latitude", "longitude"}


def test_offered_terms_are_english_and_not_retired() -> None:
    kept = ObjectiveFactory()
    translate(kept, "tr", name="Amaç", label="Amaç")
    ObjectiveFactory(retired=True)
    assert [objective.pk for objective in type(kept).objects.offered()] == [kept.pk]
