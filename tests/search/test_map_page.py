"""The view of results by place: everything it says without a script, and who it asks."""

import os
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.checks.registry import registry
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import PageViewRestriction

from scripts.paths import ROOT
from search.mapping.checks import EXAMPLE, check_tiles
from taxonomy.models import City
from tests.factories.documents import document, indexed, records
from tests.factories.pages import PracticePageFactory, section

pytestmark = pytest.mark.django_db

CITIES = ("gaziantep-tr",)


def page(client: Client, language: str = "en", more: str = "") -> BeautifulSoup:
    response = client.get(f"/{language}/search/?view=map{more}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def listed(soup: BeautifulSoup) -> list[str]:
    return [words(tag) for tag in soup.select(".places__entries a")]


def test_places_and_what_stands_there_are_a_list(client: Client) -> None:
    indexed(document("Bridge", city=CITIES, period="2016"), document("Study"))

    soup = page(client)

    assert [words(tag) for tag in soup.select("h3.places__name")] == [
        "Türkiye",
        "1 record names no city",
    ]
    (city,) = soup.select(".places__city")
    assert words(city) == "Gaziantep 1 record Bridge Practice · 2016"
    assert [city[f"data-{name}"] for name in ("latitude", "longitude", "count")] == [
        "37.06622",
        "37.38332",
        "1",
    ]
    assert listed(soup) == ["Bridge", "Study"]
    assert "take no position" in soup.get_text()
    assert not soup.select(".pager")


@pytest.mark.parametrize(
    ("language", "country", "place"),
    [
        ("tr", "Türkiye", "Gaziantep"),
        ("ar", "تركيا", "غازي عنتاب"),
        ("fr", "Turquie", "Gaziantep"),
    ],
)
def test_names_are_the_readers(client: Client, language: str, country: str, place: str) -> None:
    indexed(document("Bridge", city=CITIES))

    soup = page(client, language)

    assert words(soup.select(".places__name")[0]) == country
    assert words(soup.select(".places__label")[0]) == place
    numbers = "arab" if language == "ar" else "latn"
    assert soup.select("place-map")[0]["data-numbers"] == f"{language}-u-nu-{numbers}"


def test_where_no_record_names_a_city_there_is_no_map(client: Client) -> None:
    indexed(document("Study"))

    soup = page(client)

    assert not soup.select("place-map")
    assert listed(soup) == ["Study"]


def test_where_nothing_is_found_there_are_ways_on(client: Client) -> None:
    assert not page(client, more="&q=nothingofthekind").select(".places")


@pytest.mark.django_db(transaction=True)
def test_what_is_not_public_stands_nowhere(client: Client) -> None:
    gaziantep = City.objects.canonical().get(code="gaziantep-tr")
    made = {
        title: PracticePageFactory(parent=section(), title=title, live=title != "Draft")
        for title in ("Public", "Draft", "Private")
    }
    for practice in made.values():
        practice.cities = [gaziantep]
        practice.save()
    PageViewRestriction.objects.create(page=made["Private"].page_ptr, restriction_type="login")

    assert listed(page(client)) == ["Public"]
    assert words(page(client).select(".places__number")[0]) == "1 record"


@pytest.mark.parametrize("number", [5, 300])
def test_it_costs_the_same_however_many_there_are(
    client: Client, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    records(number, city=CITIES)
    records(number)
    page(client, more="&q=record")

    with django_assert_max_num_queries(8):
        page(client, more="&q=record")


class TestTiles:
    def test_of_another_host_are_named_to_the_map(self, client: Client, settings: Settings) -> None:
        settings.MEYDAN_MAP_TILES, settings.MEYDAN_MAP_CREDIT = EXAMPLE, "© Example"
        indexed(document("Bridge", city=CITIES))

        soup = page(client)

        assert soup.select("place-map")[0]["data-tiles"] == EXAMPLE
        assert "© Example" in soup.get_text()
        assert "Natural Earth" not in soup.get_text()

    def test_are_let_in_by_the_policy(self) -> None:
        show = (
            "from config.settings.base import CONTENT_SECURITY_POLICY as policy;"
            "print(*policy['DIRECTIVES']['img-src'])"
        )
        told = {**os.environ, "MEYDAN_MAP_TILES": EXAMPLE, "PYTHONPATH": str(ROOT / "site")}
        shown = subprocess.run(
            [sys.executable, "-c", show], env=told, capture_output=True, text=True, check=True
        )
        assert shown.stdout.split() == ["'self'", "data:", "https://tiles.example.org"]

    @pytest.mark.parametrize(
        ("address", "credit", "found"),
        [
            ("", "", set()),
            (EXAMPLE, "© Example", {"search.W001"}),
            (EXAMPLE, "", {"search.W001", "search.E002"}),
            ("http://tiles.example.org/{z}/{x}/{y}.png", "© Example", {"search.E001"}),
            ("https://{s}.example.org/{z}/{x}/{y}.png", "© Example", {"search.E001"}),
            ("https://tiles.example.org/{z}/{x}.png", "© Example", {"search.E001"}),
        ],
    )
    def test_are_checked_before_the_site_starts(
        self, settings: Settings, address: str, credit: str, found: set[str]
    ) -> None:
        settings.MEYDAN_MAP_TILES, settings.MEYDAN_MAP_CREDIT = address, credit

        assert {message.id for message in check_tiles(None)} == found
        assert check_tiles in registry.registered_checks
