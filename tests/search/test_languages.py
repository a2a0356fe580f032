"""A collection in several languages is the same one whatever language its reader has."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from core.enums import RecordType
from core.models import record_types
from search.facets import FACETS
from tests.factories import taxonomy
from tests.factories.full import full_record
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, ThemeFactory
from tests.factories.translations import translate

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
ONLY_IN_ENGLISH = {"tr": "Yalnızca İngilizce", "fr": "Seule langue\N{NO-BREAK SPACE}: anglais"}

pytestmark = pytest.mark.django_db


def asked(client: Client, language: str, **query: Any) -> Any:
    return client.get("/api/v1/search", {"lang": language, "page_size": 100, **query}).json()


class TestOneRecord:
    @pytest.fixture
    def practice(self, committed: Committed) -> Any:
        with committed():
            theme = ThemeFactory(name="Migration governance and coordination")
            taxonomy.translate(theme, "tr", name="Göç yönetişimi ve eşgüdüm")
            practice = PracticePageFactory(parent=section(), title="A round table")
            practice.themes.set([theme])
            practice.save()
            PracticePageFactory(parent=section(), title="About something else")
        return practice

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_record_in_english_is_found_once_by_the_turkish_name_of_its_theme(
        self, client: Client, practice: Any, language: str
    ) -> None:
        answer = client.get(f"/{language}/search/", {"q": "göç yönetişimi"})
        results = BeautifulSoup(answer.content, "html.parser").select(".result")

        assert [
            [link["href"] for link in found.select(".result__title a")] for found in results
        ] == [[practice.get_url()]]
        (note,) = [tag.text for tag in results[0].select(".result__note")] or [""]
        assert bool(note) is (language != "en")
        assert ONLY_IN_ENGLISH.get(language, note) == note

    def test_once_translated_it_needs_no_notice(
        self, client: Client, practice: Any, committed: Committed
    ) -> None:
        with committed():
            turkish = translate(practice, "tr", title="Yuvarlak masa")
        for language, page in {"en": practice, "tr": turkish, "fr": practice}.items():
            (found,) = asked(client, language, q="göç yönetişimi")["results"]
            assert (found["url"], found["languages"]) == (page.get_url(), ["en", "tr"])


def mixed_collection() -> None:
    """A full record of every type, in one to three languages, two without a public original.

    Facts of the translations differ, as they do until the original is published again.
    """
    for number, model in enumerate(record_types()):
        original, _entered = full_record(model)
        for language in LANGUAGES[1 : 1 + number % 3]:
            title = f"{original.title} ({language})"
            translate(original, language, title=title, period="1999", countries=[])
        if number % 4 == 1:
            original.refresh_from_db()
            original.unpublish()
    city = CityFactory(population=300_000)
    for number, language in enumerate(LANGUAGES):
        practice = PracticePageFactory(
            parent=section(RecordType.PRACTICE, language),
            title=f"{number} {language}",
            budget_band="under-10k",
            what_did_not_work="<p>Much.</p>",
            support_offered=[("support", {"kind": "visit"})],
        )
        practice.cities.set([city])
        practice.save()
        translate(practice, LANGUAGES[number - 1], budget_band="", support_offered=[])


def test_the_counts_of_every_facet_are_equal_in_all_languages(
    client: Client, committed: Committed
) -> None:
    with committed():
        mixed_collection()
    counts = {}
    for language in LANGUAGES:
        answer = asked(client, language)
        assert len({found["id"] for found in answer["results"]}) == answer["total"]
        counts[language] = {
            facet: {value["value"]: value["count"] for value in values}
            for facet, values in answer["facets"].items()
        } | {"total": {"": answer["total"]}}

    assert {facet.parameter for facet in FACETS if counts["en"][facet.parameter]} == {
        facet.parameter for facet in FACETS
    }
    for language in LANGUAGES[1:]:
        assert counts[language] == counts["en"]


def test_the_newest_come_in_the_same_order_in_all_languages(
    client: Client, committed: Committed
) -> None:
    with committed():
        old, new = (PracticePageFactory(parent=section(), title=title) for title in ("Old", "New"))
        for page in (old, new):
            page.save_revision().publish()
        translate(old, "tr", title="Eski")
        old.refresh_from_db()
        translate(old, "ar", title="قديم")
        old.unpublish()
    order = {
        language: [found["id"] for found in asked(client, language, sort="newest")["results"]]
        for language in LANGUAGES
    }
    assert order["en"] == order["tr"] == order["ar"] == order["fr"]
    with committed():
        old.save_revision().publish()
    for language in LANGUAGES:
        found = asked(client, language, sort="newest")["results"]
        assert [line["id"] for line in found] == [str(page.record_key) for page in (new, old)]
        section_page = client.get(section(language=language).get_url())
        assert [line["title"] for line in section_page.context["lines"]][:1] == ["New"]
