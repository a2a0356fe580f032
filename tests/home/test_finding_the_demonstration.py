"""Readers find the demonstration's records by the names they hold, however they are typed."""

from typing import Any

import pytest
from django.test import Client, TestCase

HOLDERS = {
    "Sahin": {"gaziantep", "municipal-forum-gaziantep-2019", "gaziantep-social-cohesion-model"},
    "Bagcilar": {"bagcilar", "migration-and-integration-symposium-2018"},
    "Haznedaroglu": {"maruf-2019-guest"},
    "istanbul": {"istanbul", "maruf-2019", "migration-and-social-cohesion-action-plan-istanbul"},
    "Golubovi": {"sombor", "municipal-forum-gaziantep-2019"},
    "Marrakesh": {"marrakech-mayors-declaration-2018"},
}
TYPED = [
    ("Sahin", "Sahin"), ("Şahin", "Sahin"), ("ŞAHİN", "Sahin"), ("şahın", "Sahin"),
    ("Bagcilar", "Bagcilar"), ("Bağcılar", "Bagcilar"),
    ("Haznedaroglu", "Haznedaroglu"), ("HAZNEDAROĞLU", "Haznedaroglu"),
    ("istanbul", "istanbul"), ("İSTANBUL", "istanbul"), ("ISTANBUL", "istanbul"),
    ("Golubovi", "Golubovi"), ("Golubović", "Golubovi"),
    ("Marrakesh", "Marrakesh"),
]  # fmt: skip


def slugs(client: Client, text: str, **parameters: Any) -> set[str]:
    """The last parts of the addresses of all records a search finds."""
    query = {"lang": "en", "q": text, "page_size": 100, **parameters}
    answer = client.get("/api/v1/search", query).json()
    return {found["url"].rstrip("/").rsplit("/", 1)[1] for found in answer["results"]}


pytestmark = pytest.mark.usefixtures("demonstration_below")


class TestNames(TestCase):
    """After one load."""

    def test_a_name_finds_its_holders_with_and_without_accents(self) -> None:
        for typed, name in TYPED:
            with self.subTest(typed):
                assert slugs(self.client, typed) >= HOLDERS[name]

    def test_it_finds_nobody_else(self) -> None:
        for name in ("Sahin", "Haznedaroglu", "Golubovi"):
            with self.subTest(name):
                assert slugs(self.client, name) == HOLDERS[name]

    def test_three_facets_together(self) -> None:
        query = {"theme": "social-cohesion", "objective": ["gcm-16", "gcr-2"]}
        assert slugs(self.client, "", **query) == {
            "municipal-forum-gaziantep-2019",
            "migration-and-social-cohesion-action-plan-istanbul",
            "refugee-response-programme-gaziantep",
        }

    def test_a_theme_is_found_by_its_turkish_name_in_every_language(self) -> None:
        name, governed = "göç yönetişimi", slugs(self.client, "", theme="migration-governance")
        totals = {
            self.client.get("/api/v1/search", {"lang": language, "q": name}).json()["total"]
            for language in ("en", "tr", "ar", "fr")
        }
        assert slugs(self.client, name) == governed
        assert totals == {len(governed)}
        assert len(governed) >= 20
