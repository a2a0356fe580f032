"""The search page as a reader meets it, without JavaScript."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search.request import MOST_PROBLEMS
from tests.factories.documents import LANGUAGES, document, indexed, records

pytestmark = pytest.mark.django_db

ADDRESS = "/en/search/"
HOSTILE = '/en/search/?page=99999999999999999999&theme=nonsense&q=%00%FF"unbalanced'


def page(client: Client, address: str = ADDRESS) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    text = " ".join(tag.get_text(" ").split())
    return text.replace("\N{FIRST STRONG ISOLATE}", "").replace("\N{POP DIRECTIONAL ISOLATE}", "")


def one(soup: Tag, selector: str) -> Tag:
    (tag,) = soup.select(selector)
    return tag


def titles(soup: BeautifulSoup) -> list[str]:
    return [words(tag) for tag in soup.select(".result__title")]


def values(soup: BeautifulSoup, parameter: str) -> list[tuple[str, str]]:
    """The values of a facet in their order, with their counts."""
    codes = soup.select(f'.facet__value > input[name="{parameter}"]')
    counts = soup.select(f'.facet__value > input[name="{parameter}"] ~ .facet__count')
    return [
        (str(code["value"]), words(count).removeprefix("Records: "))
        for code, count in zip(codes, counts, strict=True)
    ]


def chosen(soup: BeautifulSoup) -> list[str]:
    return [str(tag["value"]) for tag in soup.select(".facet input[checked]")]


def notices(soup: BeautifulSoup) -> list[str]:
    return [words(tag) for tag in soup.select("[role=status] li")]


class TestResults:
    def test_every_record_is_found_the_newest_first(self, client: Client) -> None:
        indexed(document("Old"), document("New"))

        assert titles(page(client)) == ["New", "Old"]

    def test_the_heading_and_the_title_say_how_many(self, client: Client) -> None:
        indexed(document("School buses"), document("Language school"), document("Parks"))

        soup = page(client, "/en/search/?q=school")

        assert words(soup.h2) == "2 results for “school”"
        assert words(soup.title).startswith("2 results for “school” – Search")

    def test_a_line_says_what_where_and_when(self, client: Client) -> None:
        indexed(
            document(
                "Guidance office",
                summary="Advice in four languages.",
                period="2016-01-15",
                city=("gaziantep-tr",),
                country=("TR",),
                theme=("migration-and-social-cohesion", "social-cohesion"),
            )
        )

        line = page(client).select_one(".result")

        assert words(line).startswith("Guidance office Practice · Gaziantep · 15 January 2016")
        assert "Advice in four languages." in words(line)
        assert line is not None
        assert words(one(line, ".result__themes")) == "Social cohesion and living together"

    def test_a_record_without_a_city_names_its_country(self, client: Client) -> None:
        indexed(document("Study", country=("LB",)))

        assert "Practice · Lebanon" in words(page(client).select_one(".result__meta"))

    def test_what_was_looked_for_is_marked(self, client: Client) -> None:
        indexed(document("Offices", summary="A new <b>school</b> for all."))

        passage = one(page(client, "/en/search/?q=school"), ".result__summary")

        assert str(passage.mark) == "<mark>school</mark>"
        assert passage.b is None
        assert "<b>" in passage.get_text()

    def test_a_record_in_another_language_is_marked_up_as_such(self, client: Client) -> None:
        indexed(document("مكتب", written_in="ar", summary="ملخص"))

        soup = page(client)

        title = one(soup, ".result__title")
        assert (title["lang"], title["dir"]) == ("ar", "rtl")
        assert words(one(soup, ".result__note")) == "In Arabic only"

    def test_the_languages_of_a_record_that_lacks_the_readers_are_listed(
        self, client: Client
    ) -> None:
        indexed(document("Büro", written_in="tr", language=("tr", "fr")))

        note = page(client).select_one(".result__note")

        assert words(note) == "Available in: Turkish and French"

    def test_a_record_in_the_readers_language_needs_no_note(self, client: Client) -> None:
        indexed(document("Office"))

        soup = page(client)

        assert soup.select(".result__note") == []
        assert "lang" not in one(soup, ".result__title").attrs

    def test_nothing_found_says_what_may_help(self, client: Client) -> None:
        soup = page(client, "/en/search/?q=nowhere&type=practice")

        assert words(soup.h2) == "0 results for “nowhere”"
        assert "fewer words" in words(soup.select_one(".results__none"))
        assert soup.select_one('.results__none a[href="/en/search/"]')

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_page_speaks_every_language(self, client: Client, language: str) -> None:
        records(25, year=("2019",), theme=("social-cohesion",))

        soup = page(client, f"/{language}/search/?year=2019&q=record")

        assert one(soup, "html")["lang"] == language
        assert len(titles(soup)) == 20

    def test_numbers_are_written_with_the_readers_digits(self, client: Client) -> None:
        records(3, year=("2019",))

        soup = page(client, "/ar/search/")

        assert "٣" in words(soup.h2)
        assert "٣" in words(soup.select_one('.facet__value:has(input[name="year"])'))
        assert "٢٠١٩" in words(soup.select_one('.facet__value:has(input[name="year"])'))


class TestFacets:
    def test_counts_of_a_facet_ignore_its_own_choice(self, client: Client) -> None:
        indexed(
            document(type=("practice",), year=("2019",)),
            document(type=("event",), year=("2019",)),
            document(type=("event",), year=("2020",)),
        )

        soup = page(client, "/en/search/?type=event")

        assert values(soup, "type") == [("practice", "1"), ("event", "2")]
        assert values(soup, "year") == [("2020", "1"), ("2019", "1")]
        assert chosen(soup) == ["event"]

    def test_themes_stand_under_their_parents(self, client: Client) -> None:
        indexed(
            document(theme=("environment", "climate-action")),
            document(theme=("migration-and-social-cohesion", "social-cohesion")),
        )

        soup = page(client)

        assert [code for code, _count in values(soup, "theme")] == [
            "migration-and-social-cohesion",
            "social-cohesion",
            "environment",
            "climate-action",
        ]
        nested = [tag["value"] for tag in soup.select(".facet__nested input")]
        assert nested == ["social-cohesion", "climate-action"]

    def test_objectives_stand_under_their_compacts(self, client: Client) -> None:
        indexed(document(objective=("sdg-10", "gcr-2", "gcm-16", "gcm-02")))

        soup = page(client)

        assert [code for code, _count in values(soup, "objective")] == [
            "gcm-02",
            "gcm-16",
            "gcr-2",
            "sdg-10",
        ]
        headings = [words(tag) for tag in soup.select(".facet fieldset fieldset legend")]
        assert headings[0] == "Global Compact for Migration"

    def test_the_city_with_most_records_comes_first(self, client: Client) -> None:
        indexed(
            document(city=("gaziantep-tr",)),
            document(city=("istanbul-tr",)),
            document(city=("istanbul-tr",)),
        )

        assert values(page(client), "city") == [("istanbul-tr", "2"), ("gaziantep-tr", "1")]

    def test_long_facets_are_folded_until_something_is_chosen(self, client: Client) -> None:
        indexed(*(document(year=(str(year),)) for year in range(2000, 2012)))
        year = 'details.facet:has(input[name="year"])'

        assert "open" not in one(page(client), year).attrs
        assert "open" in one(page(client, "/en/search/?year=2001"), year).attrs

    def test_facets_without_values_do_not_appear(self, client: Client) -> None:
        indexed(document())

        legends = [words(tag) for tag in page(client).select("fieldset > legend")]

        assert legends == ["Cities like mine", "Type", "Language"]

    def test_a_facet_can_ask_for_all_that_is_chosen(self, client: Client) -> None:
        indexed(document("Both", year=("2019", "2020")), document("One", year=("2019",)))

        any_of = page(client, "/en/search/?year=2019&year=2020")
        all_of = page(client, "/en/search/?year=2019&year=2020&match=all:year")

        assert titles(any_of) == ["One", "Both"]
        assert titles(all_of) == ["Both"]
        assert all_of.select_one('input[name="match"][value="all:year"][checked]')
        assert not all_of.select('input[name="match"][value="all:type"]')

    def test_a_chosen_value_stays_to_be_taken_back_though_nothing_has_it(
        self, client: Client
    ) -> None:
        soup = page(client, "/en/search/?theme=social-cohesion")

        assert values(soup, "theme") == [("social-cohesion", "0")]


class TestChips:
    def test_each_chip_takes_one_choice_away(self, client: Client) -> None:
        soup = page(client, "/en/search/?q=school&year=2019&year=2020&match=all:year&sort=title")

        links = {words(tag): tag["href"] for tag in soup.select('[aria-label="Chosen filters"] a')}

        assert links == {
            "Remove: Words: school ×": "/en/search/?year=2019&year=2020&match=all%3Ayear"
            "&sort=title#results",
            "Remove: Year: 2019 ×": "/en/search/?q=school&year=2020&match=all%3Ayear"
            "&sort=title#results",
            "Remove: Year: 2020 ×": "/en/search/?q=school&year=2019&match=all%3Ayear"
            "&sort=title#results",
            "Clear all": "/en/search/",
        }

    def test_without_a_choice_there_are_no_chips(self, client: Client) -> None:
        assert page(client).select(".chip--clear") == []


class TestSorting:
    def test_results_are_sorted_as_asked(self, client: Client) -> None:
        indexed(document("b"), document("C"), document("a"))

        assert titles(page(client, "/en/search/?sort=title")) == ["a", "b", "C"]

    @pytest.mark.parametrize(
        ("address", "options"),
        [
            ("/en/search/", ["", "title", "updated"]),
            ("/en/search/?q=x", ["", "newest", "title", "updated"]),
        ],
    )
    def test_the_default_order_has_no_value_to_carry_along(
        self, client: Client, address: str, options: list[str]
    ) -> None:
        found = page(client, address).select("select[name=sort] option")

        assert [option["value"] for option in found] == options
        assert "selected" in found[0].attrs


class TestPaging:
    def test_twenty_results_make_a_page(self, client: Client) -> None:
        records(41)

        soup = page(client, "/en/search/?page=2&year=")

        assert len(titles(soup)) == 20
        links = {words(tag): tag["href"] for tag in soup.select(".pager a")}
        assert links == {
            "Previous": "/en/search/#results",
            "Page 1": "/en/search/#results",
            "Page 3": "/en/search/?page=3#results",
            "Next": "/en/search/?page=3#results",
        }
        assert words(soup.select_one(".pager [aria-current=page]")) == "Page 2"

    def test_one_page_needs_no_links(self, client: Client) -> None:
        records(20)

        assert page(client).select(".pager") == []

    def test_beyond_the_last_page_the_last_one_is_shown_with_a_notice(self, client: Client) -> None:
        records(21)

        soup = page(client, "/en/search/?page=9")

        assert len(titles(soup)) == 1
        assert notices(soup) == ["page = 9 : There is no such page; this is the last one, 2."]

    def test_however_long_the_result_the_links_are_few(self, client: Client) -> None:
        records(250)

        assert len(page(client, "/en/search/?page=6").select(".pager li")) <= 13


class TestBadInput:
    def test_a_hostile_address_is_answered_with_notices(self, client: Client) -> None:
        records(1)

        soup = page(client, HOSTILE)

        assert [notice.split(" ")[0] for notice in notices(soup)] == ["q", "theme", "page", "q"]
        assert one(soup, "#search-words")["value"] == '"unbalanced'

    @pytest.mark.parametrize(
        "address",
        [
            "?q=<script>alert(1)</script>",
            "?theme=<script>alert(1)</script>",
            "?<script>alert(1)</script>=1",
            "?q=%22%20onfocus=%22alert(1)%22%20autofocus=%22",
            "?sort=<script>alert(1)</script>&page=<script>&match=<script>",
        ],
    )
    def test_nothing_given_becomes_markup(self, client: Client, address: str) -> None:
        soup = page(client, ADDRESS + address)

        assert soup.select("script:not([src])") == []
        assert not [tag for tag in soup.find_all(True) if {"onfocus", "autofocus"} & set(tag.attrs)]

    def test_titles_are_text(self, client: Client) -> None:
        indexed(document("<script>alert(1)</script>", summary="<img src=x onerror=alert(1)>"))

        soup = page(client, "/en/search/?q=alert")

        assert soup.select("script:not([src]), img") == []
        assert titles(soup) == ["<script>alert(1)</script>"]

    def test_ten_thousand_parameters_get_a_bounded_list_of_notices(self, client: Client) -> None:
        soup = page(client, ADDRESS + "?" + "&".join(f"x{number}=1" for number in range(9_999)))

        assert len(notices(soup)) == MOST_PROBLEMS

    def test_only_reading_is_allowed(self, client: Client) -> None:
        assert client.post(ADDRESS).status_code == 405
        assert client.head(ADDRESS).status_code == 200


class TestQueries:
    @pytest.mark.parametrize("number", [20, 200])
    def test_their_number_does_not_grow_with_the_records(
        self, client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        records(
            number,
            theme=("environment", "climate-action"),
            objective=("gcm-16",),
            city=("gaziantep-tr",),
            stage=("implementing",),
        )
        address = "/en/search/?q=record&theme=climate-action&city=gaziantep-tr&page_size=100"
        client.get(address)

        with django_assert_max_num_queries(8):
            client.get(address)


def test_words_are_no_filter_that_is_chosen(client: Client) -> None:
    indexed(document("School", year=("2019",)))

    assert not page(client, "/en/search/?q=school").select("#search-chosen .facet__chosen")
    both = page(client, "/en/search/?q=school&year=2019")
    assert words(one(both, "#search-chosen")) == "1 chosen"
