"""A range of years: asked for by its ends, kept as such, found as the years between."""

import pytest
from django.test import Client
from django.utils import timezone

from search.addresses import download_address, feed_address, parameters
from search.ranges import AHEAD, LONGEST, runs
from tests.factories.documents import document, indexed
from tests.search.test_request import asked, refused
from tests.search.test_search_page import chosen, one, page, titles, values, words

pytestmark = pytest.mark.django_db

THREE = "/en/search/?year_from=2018&year_to=2019"


@pytest.fixture(autouse=True)
def years() -> None:
    indexed(
        document("Old", year=("2016",)),
        document("Long", year=("2017", "2018", "2019")),
        document("New", year=("2019",)),
    )


class TestAsking:
    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("year_from=2018&year_to=2020", ("2018", "2019", "2020")),
            ("year_from=2020&year_to=2018", ("2018", "2019", "2020")),
            ("year_from=2018&year_to=2018", ("2018",)),
            ("year_from=2018&year_to=2019&year=2019&year=2001", ("2001", "2018", "2019")),
            ("year_from=&year_to=", ()),
        ],
    )
    def test_it_stands_for_the_years_between(self, address: str, expected: tuple[str, ...]) -> None:
        assert asked(address).facets.get("year", ()) == expected
        assert refused(address) == []

    def test_an_open_end_reaches_what_lies_ahead(self) -> None:
        last = timezone.localdate().year + AHEAD

        assert asked("year_from=2018").facets["year"][0] == "2018"
        assert asked("year_from=2018").facets["year"][-1] == str(last)
        assert asked("year_to=2018").facets["year"][-1] == "2018"
        assert len(asked("year_to=2018").facets["year"]) == LONGEST

    @pytest.mark.parametrize("year", ["x", "99", "0999", "12345", "٢٠١٨", "-2018", "2018.5"])
    def test_what_is_no_year_is_left_out_with_a_notice(self, year: str) -> None:
        assert asked(f"year_from={year}").facets == {}
        assert [problem.parameter for problem in refused(f"year_from={year}")] == ["year_from"]

    @pytest.mark.parametrize("address", ["year_from=1000&year_to=9999", "year_from=1000"])
    def test_a_range_is_no_longer_than_a_century(self, address: str) -> None:
        assert len(asked(address).facets["year"]) == LONGEST
        assert [problem.parameter for problem in refused(address)] == ["year_from"]

    @pytest.mark.parametrize(
        "address", ["year_from=2018&year_to=2020&year=2001", "year_from=2018", "year_to=2018"]
    )
    def test_its_address_is_understood_as_the_same(self, address: str) -> None:
        wanted = asked(address)

        again = asked("&".join(f"{name}={value}" for name, value in parameters(wanted)))

        assert again == wanted

    def test_files_are_asked_for_year_by_year(self, client: Client) -> None:
        address = download_address(asked("year_from=2018&year_to=2019"), "json")

        assert "year=2018&year=2019" in address
        assert client.get(address).status_code == 200

    def test_a_feed_goes_on_with_the_years(self, client: Client) -> None:
        indexed(document("Now", year=(str(timezone.localdate().year),)))

        address = feed_address(asked("year_from=2018"))

        assert address == "/en/search/feed/?year_from=2018"
        answer = client.get(address).content.decode()
        assert "<title>Now</title>" in answer and "<title>Old</title>" not in answer
        assert 'href="http://testserver/en/search/?year_from=2018"' in answer

    def test_years_in_a_row_are_said_as_one(self) -> None:
        assert runs(["2019", "2016", "2018", "2017", "2021", "2022"]) == [
            ["2016", "2017", "2018", "2019"],
            ["2021"],
            ["2022"],
        ]


class TestOnThePage:
    def test_what_happened_within_it_is_found(self, client: Client) -> None:
        soup = page(client, THREE)

        assert titles(soup) == ["New", "Long"]
        assert words(one(soup, "#year_from [selected]")) == "2018"
        assert words(one(soup, "#year_to [selected]")) == "2019"
        assert chosen(soup) == []

    def test_a_chip_takes_it_away_and_leaves_single_years(self, client: Client) -> None:
        soup = page(client, f"{THREE}&year=2016")

        found = {words(tag): tag["href"] for tag in soup.select('[aria-label="Chosen filters"] a')}
        assert found["Remove: Year: 2018 – 2019 ×"] == "/en/search/?year=2016#results"
        assert found["Remove: Year: 2016 ×"] == ("/en/search/?year_from=2018&year_to=2019#results")

    @pytest.mark.parametrize(
        ("query", "said"), [("year_from=2018", "from 2018"), ("year_to=2018", "until 2018")]
    )
    def test_an_open_range_is_said_as_one(self, client: Client, query: str, said: str) -> None:
        assert f"Year: {said}" in words(page(client, f"/en/search/?{query}").select_one(".chips"))

    def test_years_are_drawn_to_scale_and_counted_beside(self, client: Client) -> None:
        soup = page(client, THREE)

        bars = soup.select(".histogram rect")
        assert [int(str(bar["height"])) for bar in bars] == [16, 16, 16, 32]
        assert [bar.get("class") for bar in bars] == [None, None, *[["histogram__chosen"]] * 2]
        assert one(soup, ".histogram")["aria-hidden"] == "true"
        assert values(soup, "year") == [("2019", "2"), ("2018", "1"), ("2017", "1"), ("2016", "1")]

    def test_what_a_range_holds_is_no_choice_of_single_years(self, client: Client) -> None:
        every = 'input[value="all:year"]'

        assert not page(client, "/en/search/?q=nothing&year_from=1800&year_to=1805").select(every)
        assert not page(client, "/en/search/?q=new&year_from=2018&year_to=2020").select(every)
        assert page(client, THREE).select(every)

    def test_a_year_that_nothing_tells_of_can_be_an_end(self, client: Client) -> None:
        soup = page(client, "/en/search/?year_from=1990&year_to=2016")

        assert titles(soup) == ["Old"]
        assert words(one(soup, "#year_from [selected]")) == "1990"
