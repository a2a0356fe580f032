"""Names of cities, organisations and objectives, and what becomes of new ones."""

import pytest

from practices.answers import from_page, settle_terms, to_page
from practices.answers.terms import choices, code_of, names, unknown
from taxonomy.models import City, Objective, Organisation
from tests.factories.taxonomy import CityFactory, OrganisationFactory, translate
from tests.practices.answers.worlds import blank_page

pytestmark = pytest.mark.django_db
ROW = "6a3c1f0e-5a0b-4d57-9f43-0d7a4e1c2b3a"


def partner(name: str) -> dict[str, str]:
    return {"id": ROW, "type": "partner", "organisation": name, "role": "partner"}


@pytest.mark.parametrize("typed", ["Gaziantep", " gaziantep ", "GAZİANTEP", "Antep", "غازي عنتاب"])
def test_a_city_is_found_by_any_of_its_names(typed: str) -> None:
    assert code_of(City, typed, "en") == "gaziantep-tr"


def test_cities_of_one_name_are_told_apart_by_country() -> None:
    CityFactory(code="tripoli-lb", name="Tripoli", country="LB")
    CityFactory(code="tripoli-ly", name="Tripoli", country="LY")
    assert code_of(City, "Tripoli", "en") is None
    assert {"Tripoli (Lebanon)", "Tripoli (Libya)"} <= set(choices(City, "en"))
    assert code_of(City, "tripoli (lebanon)", "en") == "tripoli-lb"


def test_a_city_is_named_in_the_readers_language() -> None:
    city = CityFactory(name="Aleppo")
    translate(city, "tr", name="Halep")
    assert names(City, "tr")[city.code] == "Halep"
    assert code_of(City, "Halep", "en") == city.code


def test_a_new_organisation_becomes_one_that_nobody_is_offered() -> None:
    answers = settle_terms({"partners": [partner("Water Friends")]}, language="en")
    made = Organisation.objects.get(name="Water Friends")
    assert made.retired
    assert answers["partners"] == [partner(made.code)]
    assert "Water Friends" not in choices(Organisation, "en")
    assert unknown(answers, "en") == []
    page = to_page(answers, blank_page(), organisation=OrganisationFactory())
    assert page.partners[0].value["organisation"] == made
    assert from_page(page, answers)["partners"][0]["organisation"] == made.code


def test_what_another_city_proposed_is_found_by_nobody_who_types_its_name() -> None:
    settle_terms({"partners": [partner("Secret Friends")]}, language="en")
    assert code_of(Organisation, "Secret Friends", "en") is None
    other = settle_terms({"partners": [partner("Secret Friends")]}, language="en")
    assert Organisation.objects.filter(name="Secret Friends").count() == 2
    code = other["partners"][0]["organisation"]
    assert code_of(Organisation, "secret friends", "en", [code]) == code


def test_a_name_typed_twice_is_one_new_organisation_and_a_known_one_is_none() -> None:
    known = OrganisationFactory(name="Known Society")
    rows = [
        partner("New  Society"),
        {**partner("new society"), "id": ROW[:-1] + "b"},
        {**partner("known society"), "id": ROW[:-1] + "c"},
    ]
    answers = settle_terms({"partners": rows, "title": "Kept"}, language="en")
    codes = [row["organisation"] for row in answers["partners"]]
    assert codes[0] == codes[1]
    assert codes[2] == known.code
    assert answers["title"] == "Kept"
    assert Organisation.objects.filter(name="New Society").count() == 1


def test_a_name_longer_than_any_organisation_is_left_as_it_was_typed() -> None:
    before = Organisation.objects.count()
    answers = {"partners": [partner("x" * 300)]}
    assert settle_terms(answers, language="en") == answers
    assert Organisation.objects.count() == before


def test_a_new_city_is_left_to_the_union_and_said_to_it() -> None:
    answers = settle_terms({"cities": ["Atlantis", "gaziantep-tr"]}, language="en")
    assert answers["cities"] == ["Atlantis", "gaziantep-tr"]
    assert [found.text for found in unknown(answers, "en")] == ["Atlantis"]
    page = to_page(answers, blank_page(), organisation=OrganisationFactory())
    assert [city.code for city in page.cities.all()] == ["gaziantep-tr"]
    assert from_page(page, answers)["cities"] == ["Atlantis", "gaziantep-tr"]


def test_an_objective_nobody_knows_is_never_made() -> None:
    row = {"id": ROW, "type": "objective", "objective": "gcm-99", "how": "It does."}
    assert settle_terms({"objectives": [row]}, language="en") == {"objectives": [row]}
    page = to_page({"objectives": [row]}, blank_page(), organisation=OrganisationFactory())
    assert page.objectives[0].value["objective"] is None
    assert not Objective.objects.filter(code="gcm-99").exists()
