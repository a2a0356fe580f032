"""Where nothing is found, the page names what stands in the way."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search import dirty
from search.presentation.nearby import MOST_TRIED as NEARBY
from search.presentation.remedies import MOST_TRIED
from taxonomy.crosswalk import neighbours
from tests.factories.documents import document, indexed

pytestmark = pytest.mark.django_db


def remedies(client: Client, query: str, language: str = "en") -> list[tuple[str, str]]:
    """What to leave out, with the address that does so."""
    response = client.get(f"/{language}/search/?{query}")
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    links = soup.select(".results__none li:has(.facet__count) a")
    return [(" ".join(link.get_text().split()), str(link["href"])) for link in links]


def test_the_word_to_drop_is_named(client: Client) -> None:
    indexed(document("Language school"), document("Language café"), document("School bus"))

    found = remedies(client, "q=language+school+submarine")

    assert found == [("without “submarine”", "/en/search/?q=language+school#results")]
    assert b"1 result for" in client.get("/en/search/?q=language+school").content


def test_the_filter_to_drop_is_named_by_what_readers_call_it(client: Client) -> None:
    indexed(document("School", year=("2019",)))

    found = remedies(client, "q=school&country=TR&year=2019")

    assert found == [("without “Türkiye” (Country)", "/en/search/?q=school&year=2019#results")]


def test_what_leads_to_most_records_comes_first(client: Client) -> None:
    indexed(document("One"), document("Two", year=("2019",)), document("One more"))

    found = remedies(client, "q=one&year=2019")

    assert [label for label, _address in found] == ["without “2019” (Year)", "without “one”"]


def test_words_that_no_record_holds_are_named_together(client: Client) -> None:
    indexed(document("School", year=("2019",)))

    assert remedies(client, "q=school+submarine+volcano") == [
        ("without “submarine, volcano”", "/en/search/?q=school#results")
    ]
    assert remedies(client, "q=submarine+volcano&year=2019") == [
        ("without “submarine, volcano”", "/en/search/?year=2019#results")
    ]
    assert remedies(client, "q=submarine+volcano") == []


@pytest.mark.parametrize("asked", ["school,submarine", "school/submarine", "submarine:school;"])
def test_words_of_a_list_are_told_apart(client: Client, asked: str) -> None:
    indexed(document("School"))

    assert remedies(client, f"q={asked}") == [
        ("without “submarine”", "/en/search/?q=school#results")
    ]


def test_an_unknown_word_is_named_however_far_behind_it_stands(client: Client) -> None:
    indexed(document("One two three four five six seven"))

    found = remedies(client, "q=one+two+three+four+five+six+seven+submarine")

    assert [label for label, _address in found] == ["without “submarine”"]


@pytest.mark.parametrize("query", ["q=nothing", "year=2019", "year=2019&year=2020", ""])
def test_the_only_thing_asked_for_is_not_named(client: Client, query: str) -> None:
    indexed(document("School"))

    assert remedies(client, query) == []


def test_a_phrase_is_one_thing(client: Client) -> None:
    indexed(document("Language school"))

    found = remedies(client, "q=language+%22flying+school%22")

    assert [label for label, _address in found] == ['without “"flying school"”']


def test_what_is_hidden_does_not_count(client: Client) -> None:
    (hidden,) = indexed(document("Secret school"))
    dirty.mark({hidden.key}, drain=False)

    assert remedies(client, "q=school+submarine") == []


def test_the_work_is_bounded_whatever_is_asked_for(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    indexed(document("School"))
    words = "+".join(f"w{number}" for number in range(150))
    filters = "&".join(f"{name}=x" for name in ("theme", "city", "country", "stage", "objective"))
    years = "&".join(f"year={year}" for year in range(1950, 2040))

    with django_assert_max_num_queries(12 + 4 * MOST_TRIED):
        remedies(client, f"q={words}&{filters}&{years}&type=event&lessons=yes&country=TR")


def test_nothing_typed_becomes_markup(client: Client) -> None:
    indexed(document("School"))

    response = client.get("/en/search/", {"q": "school <script>alert(1)</script>"})

    assert b"<script>" not in response.content
    assert b"alert(1)" in response.content


def nearby(client: Client, query: str, language: str = "en") -> list[tuple[str, str]]:
    """What to choose instead, with the address that does so."""
    found = remedies(client, query, language)
    return [(label, address) for label, address in found if "instead of" in label]


def test_the_theme_around_a_theme_is_offered(client: Client) -> None:
    indexed(document("Trees", theme=("environment",)))

    assert nearby(client, "theme=climate-action") == [
        ("“Environment” instead of “Climate action”", "/en/search/?theme=environment#results")
    ]


def test_the_country_of_a_city_is_offered(client: Client) -> None:
    indexed(document("Trees", country=("TR",)), document("Bees", country=("TR",)))

    assert nearby(client, "q=trees&city=gaziantep-tr") == [
        ("“Türkiye” instead of “Gaziantep”", "/en/search/?q=trees&country=TR#results")
    ]


def test_objectives_of_other_compacts_that_stand_close_are_offered(client: Client) -> None:
    (code, *_rest) = neighbours("gcm-16")
    indexed(document("Trees", objective=(code,)))

    ((label, address),) = nearby(client, "objective=gcm-16&view=cards")

    assert label.endswith("instead of “Inclusion and social cohesion”")
    assert address == f"/en/search/?objective={code}&view=cards#results"


def test_what_stands_near_but_leads_nowhere_is_not_offered(client: Client) -> None:
    indexed(document("Bees", country=("LB",)))

    assert nearby(client, "q=bees&city=gaziantep-tr") == []


def test_what_stands_near_is_tried_a_few_times_only(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    indexed(document("Bees"))
    chosen = "&".join(f"objective=gcm-{number:02}" for number in range(1, 24))

    with django_assert_max_num_queries(20 + 2 * NEARBY):
        assert nearby(client, chosen) == []
