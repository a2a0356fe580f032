"""The sitemap, from `robots.txt` down to the pages, as a crawler reads it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple
from xml.etree import ElementTree as XML

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from wagtail.models import Page, Site

from search import sitemap
from tests.factories.pages import PracticePageFactory, StandardPageFactory, home, section
from tests.factories.translations import translate

Committed = Callable[[], AbstractContextManager[object]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
ROOT = "https://cities.example.org"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

pytestmark = pytest.mark.django_db


class Entry(NamedTuple):
    location: str
    changed: str | None
    alternates: dict[str, str]


@pytest.fixture(autouse=True)
def _site_of_its_own_address(committed: Committed) -> None:
    with committed():
        site = Site.objects.get()
        site.hostname, site.port = "cities.example.org", 443
        site.save()


def fetched(client: Client, address: str) -> XML.Element:
    assert address.startswith(f"{ROOT}/")
    response = client.get(address.removeprefix(ROOT))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return XML.fromstring(response.content)  # noqa: S314 - our own sitemap


def files(client: Client) -> list[str]:
    """The sitemap's files, found by way of `robots.txt`."""
    lines = client.get("/robots.txt").content.decode().splitlines()
    (index,) = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    return [found.text or "" for found in fetched(client, index).findall("s:sitemap/s:loc", NAMES)]


def entries(client: Client) -> dict[str, Entry]:
    listed = [
        Entry(
            url.findtext("s:loc", "", NAMES),
            url.findtext("s:lastmod", None, NAMES),
            {
                link.get("hreflang", ""): link.get("href", "")
                for link in url.findall("x:link", NAMES)
            },
        )
        for address in files(client)
        for url in fetched(client, address).findall("s:url", NAMES)
    ]
    by_location = {entry.location: entry for entry in listed}
    assert len(by_location) == len(listed), "listed twice"
    return by_location


def full(page: Page) -> str:
    return f"{ROOT}{page.get_url()}"


def test_crawlers_are_kept_out_of_the_admin(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.content.decode().splitlines()


@override_settings(WAGTAILADMIN_BASE_URL=f"{ROOT}/")
def test_a_site_without_a_host_name_of_its_own_stands_where_it_is_deployed(
    client: Client, committed: Committed
) -> None:
    settings.WAGTAILADMIN_BASE_URL = ROOT
    with committed():
        site = Site.objects.get()
        site.hostname, site.port = "localhost", 80
        site.save()
    assert full(home()) in entries(client)


def test_only_what_anybody_may_read_is_listed(client: Client, committed: Committed) -> None:
    with committed():
        public = PracticePageFactory(parent=section(), title="Public")
        plain = StandardPageFactory(parent=home(), title="Plain")
        turkish = translate(public, "tr")
        hidden = [
            PracticePageFactory(parent=section(), title="Draft", live=False),
            PracticePageFactory(parent=section(), title="Private"),
            PracticePageFactory(parent=section("event"), title="Below a private section"),
            StandardPageFactory(parent=home(), title="Private as well"),
            public.create_alias(update_slug="alias"),
            turkish.get_parent(),
        ]
        for page in (hidden[1], section("event"), hidden[3]):
            page.view_restrictions.create(restriction_type="login")
    found = entries(client)

    shown = {full(page) for page in (public, turkish, plain, section(), *map(home, LANGUAGES))}
    assert set(found) == shown
    assert not shown & {full(page) for page in hidden}
    for address in found:
        assert client.get(address.removeprefix(ROOT)).status_code == 200


def test_a_record_names_each_of_its_translations_and_they_name_it(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = PracticePageFactory(parent=section(language="tr"), title="İkili")
        translations = {code: translate(original, code) for code in ("en", "fr")}
        alone = PracticePageFactory(parent=section(language="fr"), title="Seul")
    found = entries(client)

    pages = {**translations, "tr": original}
    expected = {code: full(page) for code, page in pages.items()} | {"x-default": full(original)}
    for page in pages.values():
        assert found[full(page)].alternates == expected
    assert found[full(alone)].alternates == {"fr": full(alone), "x-default": full(alone)}
    homes = {code: full(home(code)) for code in LANGUAGES}
    assert found[homes["ar"]].alternates == {**homes, "x-default": homes["en"]}


def test_where_the_original_is_not_public_its_stand_in_is_for_everybody_else(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = PracticePageFactory(parent=section(), title="A tandem")
        arabic, turkish = translate(original, "ar"), translate(original, "tr")
        original.refresh_from_db()
        original.unpublish()
    found = entries(client)

    assert full(original) not in found
    assert found[full(arabic)].alternates["x-default"] == full(turkish)


def test_a_page_says_when_it_last_changed(client: Client, committed: Committed) -> None:
    with committed():
        page = PracticePageFactory(parent=section(), title="Changed")
        page.save_revision().publish()
    page.refresh_from_db()
    assert entries(client)[full(page)].changed == page.last_published_at.date().isoformat()


def test_many_records_are_listed_in_several_files(
    client: Client, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "RECORDS", 2)
    with committed():
        pages = [PracticePageFactory(parent=section(), title=str(number)) for number in range(5)]
        pages += [translate(page, "tr") for page in pages]
    addresses = files(client)

    assert len(addresses) == 1 + 3
    found = entries(client)
    for page in pages:
        assert set(found[full(page)].alternates) == {"en", "tr", "x-default"}
    for number in (0, 4, 10**30):
        assert client.get(f"/sitemap-records-{number}.xml").status_code == 404


def test_no_file_takes_more_queries_for_ten_records(client: Client, committed: Committed) -> None:
    def cost() -> list[int]:
        counted = []
        for address in ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-records-1.xml"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counted.append(len(captured))
        return counted

    def add(number: int) -> None:
        with committed():
            for _ in range(number):
                translate(PracticePageFactory(parent=section()), "tr")
                StandardPageFactory(parent=home())

    add(1)
    cost()
    with_one = cost()
    add(9)
    cost()
    assert cost() == with_one
    assert max(with_one) <= 8
