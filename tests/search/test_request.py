"""Whatever an address holds, a request comes out of it, with a sentence for what was left out."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from search.addresses import parameters
from search.facets import FACETS
from search.problems import SHOWN_LENGTH, Problem
from search.request import (
    MOST_LETTERS,
    MOST_PER_PAGE,
    MOST_PROBLEMS,
    MOST_REACHABLE,
    MOST_VALUES,
    OWN_PARAMETERS,
    SearchRequest,
    Sort,
    parse,
)
from taxonomy.models import Theme

NAMES = sorted({facet.parameter for facet in FACETS} | OWN_PARAMETERS | {"utm_source", "lang"})
VALUES = [
    "practice",
    "2016",
    "TR",
    "en",
    "all:theme",
    "title",
    "relevance",
    "1",
    "500",
    "501",
    "-1",
]
anything = st.text(st.characters(codec=None), max_size=30)
pairs = st.lists(
    st.tuples(st.sampled_from(NAMES) | anything, st.sampled_from(VALUES) | anything), max_size=12
)


def query(given: list[tuple[str, str]]) -> QueryDict:
    params = QueryDict(mutable=True)
    for name, value in given:
        params.appendlist(name, value)
    return params


def asked(address: str, language: str = "en") -> SearchRequest:
    return parse(QueryDict(address), language)[0]


def refused(address: str, language: str = "en") -> list[Problem]:
    return parse(QueryDict(address), language)[1]


class AnyAddressTests(TestCase):
    """Hypothesis drives these; every example runs in a transaction of its own."""

    @given(pairs, st.sampled_from(["en", "tr", "ar", "fr"]))
    def test_every_address_becomes_a_request_within_its_bounds(
        self, given: list[tuple[str, str]], language: str
    ) -> None:
        request, problems = parse(query(given), language)

        assert request.language == language
        assert len(request.text) <= MOST_LETTERS
        assert not any(letter < " " or "\ud800" <= letter <= "\udfff" for letter in request.text)
        assert 1 <= request.page_size <= MOST_PER_PAGE
        assert 1 <= request.page <= request.page * request.page_size <= MOST_REACHABLE
        assert all(0 < len(values) <= MOST_VALUES for values in request.facets.values())
        for problem in problems:
            assert len(problem.parameter) <= SHOWN_LENGTH
            assert len(problem.value) <= SHOWN_LENGTH
            problem.value.encode()

    @given(pairs)
    def test_the_address_of_a_request_is_understood_as_the_same_request(
        self, given: list[tuple[str, str]]
    ) -> None:
        request, _problems = parse(query(given), "en")

        assert parse(query(parameters(request)), "en") == (request, [])

    @given(st.binary(max_size=60))
    def test_raw_bytes_are_read_like_any_address(self, address: bytes) -> None:
        parse(QueryDict(address), "en")


class TestText:
    @pytest.mark.parametrize(
        ("address", "text"),
        [
            ("q=%C5%9Eahin", "Şahin"),
            ("q=++two%0A%09words+", "two words"),
            ("q=%00%FF%22unbalanced", '"unbalanced'),
            ("q=a%00b", "a b"),
            ("q=first&q=last", "last"),
            ("q=%D9%85%E2%80%8C%D9%86", "م\u200cن"),
            ("", ""),
        ],
    )
    def test_text_is_read_without_what_no_text_holds(self, address: str, text: str) -> None:
        assert asked(address).text == text

    def test_what_was_left_out_of_a_text_is_said(self) -> None:
        assert [problem.parameter for problem in refused("q=%00x")] == ["q"]
        assert refused("q=two%0Awords") == []

    def test_lone_surrogates_vanish(self) -> None:
        request, problems = parse(query([("q", "a\ud800b")]), "en")

        assert request.text == "ab"
        assert [problem.parameter for problem in problems] == ["q"]

    def test_a_long_text_is_cut_and_said_to_be(self) -> None:
        address = "q=" + "x" * 1_000_000

        assert asked(address).text == "x" * MOST_LETTERS
        assert len(refused(address)) == 1


class TestSort:
    @pytest.mark.parametrize(
        ("address", "sort"),
        [
            ("", Sort.NEWEST),
            ("q=school", Sort.RELEVANCE),
            ("sort=relevance", Sort.NEWEST),
            ("q=school&sort=", Sort.RELEVANCE),
            ("q=school&sort=title", Sort.TITLE),
            ("sort=updated", Sort.UPDATED),
            ("q=school&sort=newest", Sort.NEWEST),
        ],
    )
    def test_without_words_the_newest_come_first(self, address: str, sort: Sort) -> None:
        assert asked(address).sort is sort
        assert refused(address) == []

    def test_an_unknown_order_is_refused(self) -> None:
        assert asked("sort=TITLE").sort is Sort.NEWEST
        assert [problem.parameter for problem in refused("sort=TITLE")] == ["sort"]


class TestPage:
    @pytest.mark.parametrize(
        "page",
        ["99999999999999999999", "9" * 5_000, "0", "-1", "1.5", "x", "٣", "501", "%00", "1e3"],
    )
    def test_a_page_that_cannot_be_is_refused(self, page: str) -> None:
        assert asked(f"page={page}").page == 1
        assert [problem.parameter for problem in refused(f"page={page}")] == ["page"]

    def test_the_last_reachable_page_depends_on_the_size_of_a_page(self) -> None:
        assert asked("page=500").page == 500
        assert asked("page=10000&page_size=1").page == 10_000
        assert asked("page=101&page_size=100").page == 1
        assert refused("page=100&page_size=100") == []

    def test_a_page_holds_a_hundred_results_at_most(self) -> None:
        assert asked("page_size=100").page_size == 100
        assert asked("page_size=101").page_size == 20
        assert [problem.parameter for problem in refused("page_size=101")] == ["page_size"]


@pytest.mark.django_db
class TestFacet:
    def test_values_are_kept_in_the_order_given_and_once(self) -> None:
        request = asked("year=2019&year=2016&year=2019&type=practice&country=TR&language=ar")

        assert request.facets == {
            "year": ("2019", "2016"),
            "type": ("practice",),
            "country": ("TR",),
            "language": ("ar",),
        }

    @pytest.mark.parametrize(
        "address",
        ["theme=nonsense", "type=Practice", "country=tr", "year=20l6", "language=xx", "lessons=no"],
    )
    def test_an_unknown_value_is_left_out_and_named(self, address: str) -> None:
        name, value = address.split("=")

        assert asked(address).facets == {}
        assert [(found.parameter, found.value) for found in refused(address)] == [(name, value)]

    def test_a_term_of_a_vocabulary_is_known_in_every_language(self) -> None:
        code = Theme.objects.values_list("code", flat=True)[0]

        for language in ("en", "tr", "ar", "fr"):
            assert asked(f"theme={code}", language).facets == {"theme": (code,)}

    def test_empty_values_ask_for_nothing(self) -> None:
        address = "q=&theme=&page=&sort=&match="

        assert asked(address) == SearchRequest("en")
        assert refused(address) == []

    def test_a_facet_can_be_switched_to_match_all(self) -> None:
        assert asked("match=all:theme&match=all:city").match_all == {"theme", "city"}

    @pytest.mark.parametrize(
        "value", ["theme", "any:theme", "all:", "all:nonsense", "all:shown_in"]
    )
    def test_an_unknown_way_to_match_is_refused(self, value: str) -> None:
        assert asked(f"match={value}").match_all == frozenset()
        assert [problem.parameter for problem in refused(f"match={value}")] == ["match"]

    def test_hidden_facets_cannot_be_asked_for(self) -> None:
        assert asked("shown_in=en&organisation=un").facets == {}
        assert len(refused("shown_in=en&organisation=un")) == 2


@pytest.mark.django_db
class TestBound:
    def test_ten_thousand_values_of_one_facet_are_cut(self) -> None:
        address = "&".join(f"year={year}" for year in range(1000, 10_000))

        assert len(asked(address).facets["year"]) == MOST_VALUES
        assert len(refused(address)) == 1

    def test_ten_thousand_unknown_parameters_make_a_bounded_list(self) -> None:
        params = query([(f"x{number}", "1") for number in range(10_000)])

        assert len(parse(params, "en")[1]) == MOST_PROBLEMS

    def test_ten_thousand_unknown_values_make_a_bounded_list(self) -> None:
        params = query([("theme", f"x{number}") for number in range(10_000)])

        assert len(parse(params, "en")[1]) == MOST_PROBLEMS


class TestParameter:
    def test_an_unknown_parameter_is_named(self) -> None:
        assert [(found.parameter, found.value) for found in refused("colour=red")] == [
            ("colour", "red")
        ]

    def test_marks_that_count_clicks_are_passed_over(self) -> None:
        assert refused("utm_source=mail&utm_anything=1&fbclid=x&gclid=y") == []

    def test_reasons_are_in_the_language_of_the_request(self) -> None:
        reasons = {refused("colour=red", language)[0].reason for language in ("en", "ar")}

        assert len(reasons) == 2
