"""Lists of records on other pages."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from search import listings
from search.models import DirtyRecord
from tests.factories.documents import document, indexed, records

pytestmark = pytest.mark.django_db

TODAY = date(2019, 11, 20)


def titles(lines: list[listings.Line]) -> list[str]:
    return [line["title"] for line in lines]


def event(title: str, period: str) -> None:
    indexed(document(title, period=period, type=("event",)))


class TestLines:
    def test_they_come_in_the_order_asked_for_each_once(self) -> None:
        one, two = indexed(document("One"), document("Two"))

        found = listings.lines([two.key, one.key, two.key], "en")

        assert titles(found) == ["Two", "One"]

    def test_a_record_shows_the_document_for_the_readers_language(self) -> None:
        english = document("Office", shown_in=("en", "fr", "ar"))
        turkish = document("Büro", written_in="tr", shown_in=("tr",))
        indexed(english, turkish)

        keys = [english.key, turkish.key]
        assert titles(listings.lines(keys, "en")) == ["Office"]
        assert titles(listings.lines(keys, "tr")) == ["Büro"]

    def test_what_a_change_has_just_hidden_is_left_out(self) -> None:
        (hidden,) = records(1)
        DirtyRecord.objects.create(key=hidden.key, due="2100-01-01T00:00:00Z")

        assert listings.lines([hidden.key], "en") == []
        assert listings.newest(None, "en", 5) == []

    def test_without_keys_nothing_is_asked(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(0):
            assert listings.lines([], "en") == []


class TestByTime:
    def test_what_lies_ahead_comes_next_first(self) -> None:
        event("In a year", "2020-11-26/2020-11-27")
        event("Next week", "2019-11-26/2019-11-27")
        event("Under way", "2019-11-19/2019-11-21")
        event("Last week", "2019-11-12")
        event("Every month", "2015/..")
        event("Some day this month", "2019-11")

        found = listings.upcoming("event", "en", TODAY, 10)

        assert titles(found) == [
            "Some day this month",
            "Under way",
            "Next week",
            "In a year",
            "Every month",
        ]

    def test_what_is_over_comes_latest_first(self) -> None:
        event("Next week", "2019-11-26/2019-11-27")
        event("Last week", "2019-11-12")
        event("Long ago", "2016")
        event("Every month", "2015/..")
        event("End unknown", "2018-01-15/")

        found = listings.past("event", "en", TODAY, 10)

        assert titles(found) == ["Last week", "End unknown", "Long ago"]

    def test_other_types_and_records_without_dates_are_no_part_of_it(self) -> None:
        indexed(document("Practice", period="2030"), document("Event", type=("event",)))

        assert listings.upcoming("event", "en", TODAY, 10) == []
        assert listings.past("event", "en", TODAY, 10) == []

    def test_the_newest_are_those_published_last(self) -> None:
        indexed(document("Old"), document("Event", type=("event",)), document("New"))

        assert titles(listings.newest(None, "en", 2)) == ["New", "Event"]
        assert titles(listings.newest("practice", "en", 2)) == ["New", "Old"]

    @pytest.mark.parametrize(
        "ask",
        [
            lambda: listings.upcoming("event", "en", TODAY, 10),
            lambda: listings.past("event", "en", TODAY, 10),
            lambda: listings.newest(None, "en", 10),
        ],
    )
    def test_each_list_is_one_query(
        self,
        ask: Callable[[], list[listings.Line]],
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        records(30, period="2019-11-26", type=("event",))

        with django_assert_num_queries(1):
            ask()


class TestByOrganisation:
    def test_records_that_name_it_are_found(self) -> None:
        indexed(document("With", organisation=("iom",)), document("Without"))

        assert titles(listings.with_term("organisation", "iom", "en")) == ["With"]
