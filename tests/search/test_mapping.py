"""Places: numbers that are true, everything that was found, and nothing else."""

import pytest
from pytest_django import DjangoAssertNumQueries

from search.mapping import places as mapping
from search.mapping.places import Entry, Located, Noun, Place, Places, arranged
from search.mapping.records import places_of
from search.request import SearchRequest, View
from search.service import search
from taxonomy.models import City
from tests.factories.documents import document, indexed, records

pytestmark = pytest.mark.django_db

GAZIANTEP, ISTANBUL = "gaziantep-tr", "istanbul-tr"


def found(page_size: int = 100, language: str = "en", **facets: tuple[str, ...]) -> Places:
    request = SearchRequest(language, facets=facets, page_size=page_size, view=View("map"))
    return places_of(request, search(request))


def all_places(places: Places) -> dict[str, Place]:
    return {place.name: place for country in places.countries for place in country.places}


def numbers(places: Places) -> dict[str, str]:
    return {name: place.number for name, place in all_places(places).items()}


def titles(place: Place) -> list[str]:
    return [entry.title for entry in place.entries]


class TestRecords:
    def test_stand_at_their_cities_by_country(self) -> None:
        indexed(
            document("Bridge", city=(GAZIANTEP,)),
            document("Garden", city=("sombor-rs",)),
            document("School", city=(GAZIANTEP, ISTANBUL)),
        )

        places = found()

        assert [country.name for country in places.countries] == [
            "Serbia",
            "Türkiye",
        ]
        assert [place.name for place in places.countries[1].places] == ["Gaziantep", "Istanbul"]
        gaziantep = all_places(places)["Gaziantep"]
        assert titles(gaziantep) == ["School", "Bridge"]
        assert (gaziantep.position.latitude, gaziantep.position.longitude) == (
            "37.06622",
            "37.38332",
        )
        assert places.repeated
        assert places.is_on_earth

    def test_say_what_they_are_and_in_which_language(self) -> None:
        indexed(document("مكتب", written_in="ar", period="2016", city=(GAZIANTEP,)))

        (entry,) = all_places(found())["Gaziantep"].entries

        assert entry.note == "Practice · 2016 · In Arabic only"
        assert (entry.lang, entry.dir) == ("ar", "rtl")

    def test_without_a_city_are_listed_apart(self) -> None:
        indexed(document("Bridge", city=(GAZIANTEP,)), document("Study", country=("LB",)))

        places = found()

        assert places.homeless == "1 record names no city"
        assert [entry.title for entry in places.apart] == ["Study"]
        assert not places.apart_is_cut

    def test_numbers_are_those_of_all_results_however_few_are_read(self) -> None:
        records(3, city=(GAZIANTEP,))
        records(4, country=("LB",))
        records(2, city=(ISTANBUL, GAZIANTEP))

        places = found(page_size=3)

        assert numbers(places) == {"Gaziantep": "5 records", "Istanbul": "2 records"}
        assert places.homeless == "4 records name no city"
        assert places.apart_is_cut
        assert all_places(places)["Gaziantep"].is_cut

    @pytest.mark.parametrize("page_size", [1, 100])
    def test_of_a_chosen_city_are_no_others(self, page_size: int) -> None:
        """The counts of cities ignore that one is chosen; what is shown does not."""
        records(2, city=(GAZIANTEP,))
        records(3, city=(ISTANBUL,))
        records(1, city=(ISTANBUL, "geneva-ch"))
        records(1, country=("LB",))

        places = found(page_size, city=(ISTANBUL,))

        assert numbers(places) == {"Istanbul": "4 records"}
        assert places.homeless == ""
        assert not places.repeated

    def test_lead_to_all_that_stands_there(self) -> None:
        records(2, city=(GAZIANTEP,), theme=("social-cohesion",))

        place = all_places(found(page_size=1, theme=("social-cohesion",)))["Gaziantep"]

        assert place.url.endswith("/search/?theme=social-cohesion&city=gaziantep-tr")

    def test_of_a_city_that_lost_its_term_are_still_listed(self) -> None:
        indexed(document("Bridge", city=("gone-xx",)))

        places = found()

        assert [country.name for country in places.countries] == ["Other places"]
        assert titles(all_places(places)["gone-xx"]) == ["Bridge"]
        assert not places.is_on_earth

    def test_names_and_numbers_are_the_readers(self) -> None:
        records(11, city=(GAZIANTEP,))

        places = found(language="en")
        assert set(places.phrases) == {"one", "other"}
        assert places.phrases["one"] == "%(number)s record"

        City.objects.canonical().filter(code=GAZIANTEP).update(latitude=10)
        arabic = found(language="ar")
        assert [country.name for country in arabic.countries] == ["تركيا"]
        assert list(all_places(arabic)) == ["غازي عنتاب"]
        assert set(arabic.phrases) == {"zero", "one", "two", "few", "many", "other"}

    def test_of_too_many_cities_the_fullest_are_shown(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(mapping, "MOST_PLACES", 1)
        records(2, city=(GAZIANTEP,))
        records(1, city=(ISTANBUL,))

        places = found()

        assert list(all_places(places)) == ["Gaziantep"]
        assert places.left_out.startswith("Only the 1 cities")

    @pytest.mark.parametrize("number", [5, 200])
    def test_cost_the_same_however_many_there_are(
        self, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        records(number, city=(GAZIANTEP, ISTANBUL))
        records(number)
        request = SearchRequest("en", page_size=100)
        result = search(request)
        places_of(request, result)

        # The vocabularies' version, each time it is asked; where not all was read, the engine.
        with django_assert_max_num_queries(8):
            places_of(request, result)


class TestAnythingElse:
    def test_is_counted_in_its_own_words_and_listed_whole(self) -> None:
        noun = Noun(
            lambda count: "%(number)s signatory" if count == 1 else "%(number)s signatories",
            lambda count: "%(number)s without a city",
        )
        signed = [
            Located(Entry("Gaziantep Metropolitan Municipality", "/en/x/"), (GAZIANTEP,)),
            Located(Entry("Şahinbey", note="Mayor"), (GAZIANTEP,)),
            Located(Entry("A network"), ()),
        ]

        places = arranged(signed, "en", noun=noun)

        assert numbers(places) == {"Gaziantep": "2 signatories"}
        assert places.homeless == "1 without a city"
        assert [entry.title for entry in places.apart] == ["A network"]
        assert not all_places(places)["Gaziantep"].is_cut

    def test_that_is_nothing_makes_no_map(self) -> None:
        places = arranged([], "en")

        assert places.countries == ()
        assert places.homeless == ""
        assert not places.is_on_earth
