"""The same results in every layout, under one address."""

from itertools import product

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search.request import View
from tests.factories.documents import LANGUAGES, document, indexed, records
from tests.search.test_search_page import HOSTILE, notices, one, page, titles, words

pytestmark = pytest.mark.django_db

VIEWS = tuple(View)


def links(client: Client, address: str, selector: str) -> dict[str, str]:
    return {words(tag): str(tag["href"]) for tag in page(client, address).select(selector)}


class TestViews:
    @pytest.mark.parametrize(("language", "view"), product(LANGUAGES, VIEWS))
    def test_every_view_shows_every_result_in_every_language(
        self, client: Client, language: str, view: View
    ) -> None:
        indexed(
            document("Bare", summary="x" * 500),
            document(
                "مكتب",
                written_in="ar",
                period="2016-01/..",
                city=("gaziantep-tr", "istanbul-tr"),
                country=("TR",),
                theme=("environment", "climate-action"),
                population=("over-1m",),
                budget=("10k-100k",),
                stage=("implementing",),
                lessons=("yes",),
                support=("visit", "call"),
                year=("2016", "2017"),
            ),
        )

        soup = page(client, f"/{language}/search/?view={view}")

        found = soup.select_one("#search-results")
        assert "Bare" in words(found)
        assert "مكتب" in words(found)
        assert one(soup, ".views [aria-current]")["id"] == f"view-{view}"
        assert soup.find_all(style=True) == []

    @pytest.mark.parametrize("view", VIEWS)
    def test_a_hostile_address_is_answered_in_every_view(self, client: Client, view: View) -> None:
        records(1)

        soup = page(client, f"{HOSTILE}&view={view}&year_from=x&year_to=99999")

        assert len(notices(soup)) == 6

    @pytest.mark.parametrize("view", VIEWS)
    def test_nothing_found_says_so_in_every_view(self, client: Client, view: View) -> None:
        soup = page(client, f"/en/search/?q=nothing&view={view}")

        assert soup.select_one(".results__none")

    def test_an_unknown_view_is_a_list_with_a_notice(self, client: Client) -> None:
        records(1)

        soup = page(client, "/en/search/?view=spiral")

        assert notices(soup) == ["view = spiral : Results cannot be shown this way."]
        assert len(soup.select(".results__list")) == 1

    def test_the_view_stays_whatever_else_changes(self, client: Client) -> None:
        records(60, year=("2019",))
        address = "/en/search/?year=2019&view=cards&page=2"

        soup = page(client, address)

        kept = soup.select("#search-results :is(.pager, [aria-label='Chosen filters']) a")
        assert len(kept) > 3
        assert all("view=cards" in str(tag["href"]) for tag in kept)
        assert one(soup, "#search-form input[name=view]")["value"] == "cards"
        taken = soup.select("[aria-label='Take these results along'] a")
        assert not any("view" in str(tag["href"]) for tag in taken)

    def test_another_view_begins_with_the_first_page(self, client: Client) -> None:
        records(41, year=("2019",))

        found = links(client, "/en/search/?year=2019&page=2&sort=title", ".views a")

        assert found["List"] == "/en/search/?year=2019&sort=title#results"
        assert found["Table"] == "/en/search/?year=2019&sort=title&view=table#results"

    def test_the_list_needs_no_word_in_the_address(self, client: Client) -> None:
        assert page(client, "/en/search/?view=list").select("input[name=view]") == []

    def test_a_longer_view_has_fewer_pages(self, client: Client) -> None:
        records(45)

        assert page(client, "/en/search/?view=table").select(".pager") == []
        assert len(page(client, "/en/search/?view=table").select("tbody tr")) == 45
        assert len(titles(page(client, "/en/search/?view=cards"))) == 24

    def test_the_interface_knows_no_views(self, client: Client) -> None:
        for query in ("view=table", "year_from=2019", "year_to=2019"):
            assert client.get(f"/api/v1/search?{query}").status_code == 400

    def test_a_feed_is_the_same_whatever_the_view(self, client: Client) -> None:
        records(1)

        assert client.get("/en/search/feed/?view=table").status_code == 200


class TestTable:
    def test_it_says_what_decides(self, client: Client) -> None:
        indexed(
            document(
                "School",
                period="2016-01",
                city=("gaziantep-tr",),
                population=("over-1m",),
                budget=("10k-100k",),
                stage=("implementing", "evaluating"),
                lessons=("yes",),
                support=("visit",),
            )
        )

        soup = page(client, "/en/search/?view=table")

        heads = [words(tag) for tag in soup.select("thead th")]
        cells = [words(tag) for tag in soup.select("tbody :is(th, td)")]
        assert dict(zip(heads, cells, strict=True)) == {
            "Title": "School Practice",
            "Place": "Gaziantep",
            "Period": "January 2016",
            "Size of the city": "Over 1 million inhabitants",
            "Budget": "€10,000 to €100,000",
            "Stage of innovation": "Implementation Evaluation",
            "What it shares": "Says what did not work Study visit",
        }
        region = one(soup, ".table-scroll")
        assert region["tabindex"] == "0"
        assert soup.select_one(f"#{region['aria-labelledby']}")

    def test_what_is_not_known_is_said(self, client: Client) -> None:
        records(1)

        assert len(page(client, "/en/search/?view=table").select("td .visually-hidden")) == 6


class TestTimeline:
    def test_years_follow_one_another_and_what_has_none_comes_last(self, client: Client) -> None:
        indexed(
            document("Undated"),
            document("Later that year", period="2019-11-26"),
            document("Early", period="2016/2020", year=("2016", "2020")),
            document("Some day of a year", period="2019"),
            document("A year only", year=("2017",)),
        )

        soup = page(client, "/ar/search/?view=timeline")

        found = [
            (words(year.h3), [words(title) for title in year.select(".result__title")])
            for year in soup.select(".timeline__year")
        ]
        assert found[:3] == [
            ("٢٠١٩", ["Later that year", "Some day of a year"]),
            ("٢٠١٧", ["A year only"]),
            ("٢٠١٦", ["Early"]),
        ]
        assert found[3][1] == ["Undated"]

    def test_a_part_of_the_results_is_called_one(self, client: Client) -> None:
        records(3, period="2019")

        whole = page(client, "/en/search/?view=timeline")
        part = page(client, "/en/search/?view=timeline&page_size=2")

        assert whole.select(".note") == []
        assert words(one(part, ".note")) == "By year, 2 of 3 results: those of this page."


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("number", [20, 150])
def test_no_view_takes_more_queries_the_more_it_shows(
    client: Client,
    number: int,
    view: View,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    records(
        number,
        theme=("environment", "climate-action"),
        objective=("gcm-16",),
        city=("gaziantep-tr",),
        stage=("implementing",),
        population=("over-1m",),
        year=("2019", "2020", "2021"),
    )
    address = f"/en/search/?q=record&theme=climate-action&year_from=2019&page_size=100&view={view}"
    client.get(address)

    # The map asks once more where it has places of results that are not on the page.
    with django_assert_max_num_queries(10 if view is View.MAP else 8):
        client.get(address)
