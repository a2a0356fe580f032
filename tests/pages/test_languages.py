"""One record in four languages: the way from one to another, and what search engines are told."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, Site

from core.i18n import direction
from core.models import KnowledgePage, record_types
from tests.factories.pages import PracticePageFactory, StandardPageFactory, home, section
from tests.factories.translations import translate

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
ROOT = "https://cities.example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site_of_its_own_address(committed: Committed) -> None:
    with committed():
        site = Site.objects.get()
        site.hostname, site.port = "cities.example.org", 443
        site.save()


def soup(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address.removeprefix(ROOT))
    assert response.status_code == 200, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def switch(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select(".languages a")}


def alternates(page: BeautifulSoup) -> dict[str, str]:
    found = page.select("link[rel=alternate][hreflang]")
    return {str(link["hreflang"]): str(link["href"]) for link in found}


def canonical(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select("link[rel=canonical]")]


def full(page: Page) -> str:
    return f"{ROOT}{page.get_url()}"


def record(language: str = "en", **values: Any) -> Any:
    values = {"title": f"Written in {language}", "summary": "Two by two", **values}
    return PracticePageFactory(parent=section(language=language), **values)


def says_not_translated(client: Client, address: str, line: Any, language: str) -> None:
    """Assert that a page offers `line` to readers of a language in which it is not."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    page = BeautifulSoup(response.content, "html.parser")
    written_in = line.locale.language_code
    for tag, words in {"main h1": line.title, "main p[lang]": line.summary}.items():
        (found,) = page.select(tag)
        assert found.text == words
        assert (found["lang"], found["dir"]) == (written_in, direction(written_in))
    assert [link["href"] for link in page.select("main a.button")] == [line.get_url()]
    assert page.select("main .notice")
    assert alternates(page) == {} and canonical(page) == []
    assert page.html is not None and page.html["lang"] == language


class TestSwitch:
    @pytest.mark.parametrize(("written_in", "also_in"), list(product(LANGUAGES, LANGUAGES)))
    def test_it_leads_to_the_record_or_to_the_page_that_says_it_is_not_translated(
        self, client: Client, committed: Committed, written_in: str, also_in: str
    ) -> None:
        with committed():
            original = record(written_in)
            pages = {written_in: original}
            if also_in != written_in:
                pages[also_in] = translate(original, also_in, title=f"Translated into {also_in}")
        for page in pages.values():
            links = switch(soup(client, page.get_url()))
            assert list(links) == LANGUAGES
            for language, address in links.items():
                if language in pages:
                    assert address == pages[language].get_url()
                else:
                    assert address.startswith(f"/{language}/search/record/")
                    says_not_translated(client, address, original, language)

    @pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
    def test_every_type_has_such_a_page(
        self, client: Client, committed: Committed, model: type[KnowledgePage]
    ) -> None:
        with committed():
            page = model(title="Alone", summary="In English")
            page = section(model.record_type).add_child(instance=page)
        for language in ("tr", "ar", "fr"):
            address = switch(soup(client, page.get_url()))[language]
            says_not_translated(client, address, page, language)

    def test_the_page_leads_on_to_the_record_once_it_is_translated(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            original = record()
        address = switch(soup(client, original.get_url()))["tr"]
        with committed():
            turkish = translate(original, "tr")
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, turkish.get_url())
        turkish.refresh_from_db()
        with committed():
            turkish.unpublish()
        says_not_translated(client, address, original, "tr")

    def test_the_page_has_a_switch_of_its_own(self, client: Client, committed: Committed) -> None:
        with committed():
            original = record()
            translate(original, "tr")
        address = switch(soup(client, original.get_url()))["ar"]
        for language, link in switch(soup(client, address)).items():
            response = client.get(link, follow=True)
            assert response.status_code == 200
            assert f'<html lang="{language}"' in response.content.decode()

    def test_it_names_the_language_and_offers_every_translation(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            original = record("tr")
            arabic = translate(original, "ar")
        page = soup(client, switch(soup(client, original.get_url()))["fr"])
        assert "français" in page.select_one("main .notice").text  # type: ignore[union-attr]
        offered = {link["hreflang"]: link["href"] for link in page.select("main a[hreflang]")}
        assert offered == {"tr": original.get_url(), "ar": arabic.get_url()}

    def test_without_a_public_original_it_offers_what_stands_in_for_it(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            original = record()
            turkish = translate(original, "tr", title="İkili")
            original.refresh_from_db()
            original.unpublish()
        address = switch(soup(client, turkish.get_url()))["en"]
        says_not_translated(client, address, turkish, "en")
        with override("en"):
            assert "original" not in soup(client, address).select("main")[0].text

    def test_of_what_is_not_public_nothing_is_said(
        self, client: Client, committed: Committed, admin_client: Client
    ) -> None:
        with committed():
            private, draft = record(title="Private"), record(title="Draft", live=False)
            private.view_restrictions.create(restriction_type="login")
        for key in (private.record_key, draft.record_key, uuid4()):
            assert client.get(f"/fr/search/record/{key}/").status_code == 404
        assert client.get("/fr/search/record/none/").status_code == 404
        page = soup(admin_client, private.get_url())
        assert alternates(page) == {} and canonical(page) == []
        for address in switch(page).values():
            assert admin_client.get(address).status_code == 200

    def test_a_section_without_translation_leads_to_what_it_stands_in(self, client: Client) -> None:
        links = switch(soup(client, section().get_url()))
        assert links["tr"] == home("tr").get_url()

    def test_saying_so_takes_the_same_few_queries_whatever_there_is(
        self,
        client: Client,
        committed: Committed,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        with committed():
            original = record()
            for number in range(20):
                record(title=f"Another {number}")
            translate(original, "tr")
        address = f"/fr/search/record/{original.record_key}/"
        client.get(address)
        # Two of its own; the rest is the site's header.
        with django_assert_max_num_queries(6):
            client.get(address)


class TestAlias:
    def alias(self, page: Page, language: str) -> Page:
        locale = Locale.objects.get(language_code=language)
        return page.copy_for_translation(locale, copy_parents=True, alias=True)

    def test_in_another_language_it_leads_to_what_says_so(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            original = record()
            alias = self.alias(original, "fr")
        assert alias.live and alias.alias_of_id == original.pk
        response = client.get(alias.get_url())
        assert response.status_code == 302
        says_not_translated(client, response["Location"], original, "fr")

    def test_an_alias_of_it_does_as_well(self, client: Client, committed: Committed) -> None:
        with committed():
            original = record()
            second = self.alias(original, "fr").create_alias(update_slug="second")
        response = client.get(second.get_url())
        assert response.status_code == 302
        says_not_translated(client, response["Location"], original, "fr")

    def test_in_its_own_language_it_is_shown_but_search_engines_are_told_nothing(
        self, client: Client, committed: Committed
    ) -> None:
        with committed():
            alias = record(title="Twice").create_alias(update_slug="again")
        page = soup(client, alias.get_url())
        assert page.select("h1")[0].text == "Twice"
        assert alternates(page) == {} and canonical(page) == []


class TestAlternates:
    @pytest.mark.parametrize("written_in", LANGUAGES)
    def test_every_language_names_the_others_and_itself(
        self, client: Client, committed: Committed, written_in: str
    ) -> None:
        with committed():
            original = record(written_in)
            others = [code for code in LANGUAGES if code != written_in][:2]
            pages = {code: translate(original, code) for code in others} | {written_in: original}
        expected = {code: full(page) for code, page in pages.items()}
        expected["x-default"] = full(original)
        for code, page in pages.items():
            shown = soup(client, full(page))
            assert alternates(shown) == expected
            assert canonical(shown) == [expected[code]]

    def test_the_shell_does_too(self, client: Client) -> None:
        expected = {code: full(home(code)) for code in LANGUAGES}
        for code in LANGUAGES:
            shown = soup(client, home(code).get_url())
            assert alternates(shown) == {**expected, "x-default": expected["en"]}
            assert canonical(shown) == [expected[code]]

    def test_a_preview_has_none(self, committed: Committed, admin_client: Client) -> None:
        with committed():
            page = StandardPageFactory(parent=home(), title="Plain")
        assert canonical(soup(admin_client, page.get_url())) == [full(page)]
        previewed = page.make_preview_request()
        previewed.render()
        shown = BeautifulSoup(previewed.content, "html.parser")
        assert alternates(shown) == {} and canonical(shown) == []
