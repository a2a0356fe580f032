"""Cities like mine: what has most in common with the reader's city comes first, and says so."""

import pytest
from django.test import Client

from search.addresses import feed_address, without_like, without_text
from search.engines.base import Engine
from search.fit import Like
from search.request import SearchRequest, Sort
from taxonomy.models import City
from tests.factories.documents import document, indexed
from tests.search.test_request import asked, refused
from tests.search.test_search_page import notices, one, page, titles, words
from tests.search.test_why import reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> str:
    """The code of a city of a known size in Türkiye."""
    found = City.objects.canonical().get(code="gaziantep-tr")
    found.population = 2_100_000
    found.save()
    return str(found.code)


def like(city: str = "", population: str = "", budget: str = "") -> Like:
    made = Like.of(city, population, budget)
    assert made
    return made


@pytest.fixture
def some() -> None:
    """In the order in which they were published, the last of all fitting least."""
    indexed(
        document("Size", population=("over-1m",)),
        document("All", population=("over-1m",), country=("TR",), budget=("10k-100k",)),
        document("Country", country=("TR",)),
        document("Size and budget", population=("over-1m", "50k-250k"), budget=("10k-100k",)),
        document("Country and budget", country=("TR",), budget=("10k-100k",)),
        document("Nothing", population=("under-50k",), country=("FR",)),
    )


ORDER = ["All", "Size and budget", "Size", "Country and budget", "Country", "Nothing"]


@pytest.mark.usefixtures("some")
class TestOnThePage:
    def test_what_fits_best_comes_first_and_says_why(self, client: Client, city: str) -> None:
        soup = page(client, f"/en/search/?like={city}&like_budget=10k-100k")

        assert titles(soup) == ORDER
        assert reasons(client, f"like={city}&like_budget=10k-100k") == [
            "same size of city · same country · similar budget",
            "same size of city · similar budget",
            "same size of city",
            "same country · similar budget",
            "same country",
        ]

    def test_a_size_can_be_named_instead(self, client: Client) -> None:
        assert titles(page(client, "/en/search/?like_population=under-50k"))[0] == "Nothing"

    def test_a_size_that_is_named_goes_before_the_citys(self, client: Client, city: str) -> None:
        address = f"/en/search/?like={city}&like_population=under-50k"

        assert titles(page(client, address))[0] == "Nothing"

    def test_what_is_chosen_can_be_seen_and_taken_away(self, client: Client, city: str) -> None:
        soup = page(client, f"/en/search/?like={city}&like_budget=10k-100k&view=cards")

        assert words(one(soup, "#like [selected]")) == "Gaziantep"
        assert one(soup, "#search-sort [selected]")["value"] == ""
        links = {words(tag): tag["href"] for tag in soup.select('[aria-label="Chosen filters"] a')}
        assert links["Remove: Fitting the city: Gaziantep ×"] == (
            "/en/search/?like_budget=10k-100k&view=cards#results"
        )

    def test_another_order_can_be_chosen(self, client: Client, city: str) -> None:
        soup = page(client, f"/en/search/?like={city}&sort=newest")

        assert titles(soup)[0] == "Nothing"

    @pytest.mark.parametrize("query", ["like=nowhere", "like_budget=1", "like_population=x"])
    def test_what_is_not_known_is_left_out_with_a_notice(self, client: Client, query: str) -> None:
        assert len(notices(page(client, f"/en/search/?{query}"))) == 1
        assert client.get(f"/api/v1/search?{query}").status_code == 400

    def test_programs_can_ask_for_it(self, client: Client, city: str) -> None:
        answer = client.get(f"/api/v1/search?like={city}&like_budget=10k-100k").json()

        assert [result["title"] for result in answer["results"]] == ORDER
        assert answer["query"]["like"] == city
        assert answer["query"]["sort"] == "fit"


def test_the_order_without_anything_to_fit_is_refused() -> None:
    assert asked("sort=fit").sort is Sort.NEWEST
    assert [problem.parameter for problem in refused("sort=fit")] == ["sort"]


def test_taking_it_away_takes_its_order_away() -> None:
    request = SearchRequest("en", "x", like=like(budget="10k-100k"), sort=Sort.FIT)

    assert without_like(request, "like_budget").sort is Sort.RELEVANCE
    assert without_text(request).sort is Sort.FIT
    assert feed_address(request) == "/en/search/feed/?q=x"


def test_engines_agree(engine: Engine) -> None:
    documents = [
        document("Budget", budget=("10k-100k",)),
        document("Size", population=("over-1m",)),
        document("Both", population=("over-1m",), budget=("10k-100k",)),
        document("None of it, and new"),
    ]
    engine.rebuild(documents)
    wanted = like(population="over-1m", budget="10k-100k")

    found = engine.search(SearchRequest("en", sort=Sort.FIT, like=wanted))

    assert [hit.line["title"] for hit in found.hits] == [
        "Both", "Size", "Budget", "None of it, and new",
    ]  # fmt: skip
