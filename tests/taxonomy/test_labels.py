"""Labels: one map per vocabulary and language, right in every process."""

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from taxonomy import version
from taxonomy.labels import (
    LABELLINGS,
    all_labels,
    compact_objectives,
    label_of,
    labels,
    matching_codes,
    theme_parents,
)
from taxonomy.models import Theme
from tests.factories.taxonomy import (
    CityFactory,
    CompactFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StageFactory,
    ThemeFactory,
    translate,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_terms")]


def test_labels_are_in_the_language_asked_for_and_english_where_there_is_none() -> None:
    water = ThemeFactory(code="water", name="Water", position=1)
    ThemeFactory(code="waste", name="Waste", position=2)
    translate(water, "tr", name="Su")
    assert dict(labels("theme", "tr")) == {"water": "Su", "waste": "Waste"}
    assert list(labels("theme", "tr")) == ["water", "waste"]
    assert labels("theme", "xx") == labels("theme", "en")


def test_objectives_and_compacts_have_short_labels_and_full_names() -> None:
    objective = ObjectiveFactory(code="gcm-16", label="Inclusion", name="Empower migrants")
    assert labels("objective", "en") == {"gcm-16": "Inclusion"}
    assert labels("objective_title", "en") == {"gcm-16": "Empower migrants"}
    assert labels("compact", "en") == {objective.compact.code: objective.compact.label}
    assert labels("compact_name", "en") == {objective.compact.code: objective.compact.name}


def test_retired_terms_keep_their_labels() -> None:
    StageFactory(code="over", name="Over", retired=True)
    assert labels("stage", "en") == {"over": "Over"}


def test_organisations_are_called_the_same_in_every_language() -> None:
    OrganisationFactory(code="mmu", name="Marmara Municipalities Union")
    assert labels("organisation", "ar") == {"mmu": "Marmara Municipalities Union"}


@pytest.mark.parametrize("name", LABELLINGS)
def test_a_map_costs_two_queries_at_first_and_then_one_small_one(
    name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        ObjectiveFactory(), ThemeFactory(), CityFactory(), StageFactory(), OrganisationFactory()
    with django_assert_num_queries(2):
        labels(name, "fr")
    with django_assert_num_queries(1):
        labels(name, "fr")


def test_within_a_request_the_version_is_read_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ThemeFactory()
    labels("theme", "en")
    version.begin_request()
    with django_assert_num_queries(1):
        for _ in range(3):
            labels("theme", "en")
    version.end_request()


def test_a_change_in_a_request_is_seen_in_it() -> None:
    theme = ThemeFactory(name="Before")
    version.begin_request()
    assert labels("theme", "en")[theme.code] == "Before"
    theme.name = "After"
    theme.save()
    assert labels("theme", "en")[theme.code] == "After"
    version.end_request()


def test_a_change_and_a_deletion_by_another_process_are_seen() -> None:
    theme = ThemeFactory(name="Before")
    labels("theme", "en")
    Theme.objects.filter(pk=theme.pk).update(name="After")
    assert labels("theme", "en")[theme.code] == "Before"
    version.bump()
    assert labels("theme", "en")[theme.code] == "After"
    theme.delete()
    assert labels("theme", "en") == {}


def test_what_was_rolled_back_is_forgotten() -> None:
    theme = ThemeFactory(name="Kept")
    version.begin_request()
    labels("theme", "en")
    with transaction.atomic():
        theme.name = "Rolled back"
        theme.save()
        assert labels("theme", "en")[theme.code] == "Rolled back"
        transaction.set_rollback(True)
    assert labels("theme", "en")[theme.code] == "Kept"
    Theme.objects.get(pk=theme.pk).save()
    assert labels("theme", "en")[theme.code] == "Kept"
    version.end_request()


def test_all_labels_hold_every_name_once() -> None:
    city = CityFactory(
        code="marrakech-ma", name="Marrakech", local_name="مراكش", aliases="Marrakesh\nMarraquech"
    )
    translate(city, "tr", name="Marakeş")
    translate(city, "fr", name="Marrakech")
    names = all_labels("city")["marrakech-ma"]
    assert sorted(names) == sorted({"Marrakech", "Marakeş", "مراكش", "Marrakesh", "Marraquech"})


@pytest.mark.parametrize("text", ["goc", "GÖÇ", "göç", "migr", "migration-x"])
def test_terms_are_matched_by_names_in_any_language_whatever_their_case(text: str) -> None:
    theme = ThemeFactory(code="migration-x", name="Migration")
    ThemeFactory(code="water", name="Water")
    translate(theme, "tr", name="Göç")
    assert matching_codes("theme", text) == ["migration-x"]


@pytest.mark.parametrize("text", ["istanbul", "İSTANBUL", "ISTANBUL", "ıstanbul"])
def test_all_four_letters_i_are_one(text: str) -> None:
    CityFactory(code="istanbul-tr", name="Istanbul", local_name="İstanbul")
    assert matching_codes("city", text) == ["istanbul-tr"]


def test_a_label_follows_the_active_language() -> None:
    theme = ThemeFactory(name="Water")
    row = translate(theme, "tr", name="Su")
    with translation.override("tr"):
        assert label_of(theme) == "Su"
    with translation.override("fr"):
        assert (label_of(theme), label_of(row)) == ("Water", "Su")


def test_structures_are_read_in_one_or_two_queries() -> None:
    main = ThemeFactory(code="main")
    ThemeFactory(code="below", parent=main)
    assert theme_parents() == {"below": "main"}
    late, early = CompactFactory(code="b", position=2), CompactFactory(code="a", position=1)
    ObjectiveFactory(code="b-2", compact=late, number=2)
    ObjectiveFactory(code="b-1", compact=late, number=1)
    translate(early, "tr", name="Erken", label="Erken")
    assert compact_objectives() == {"a": (), "b": ("b-1", "b-2")}
    assert list(compact_objectives()) == ["a", "b"]
