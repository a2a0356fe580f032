"""Ways to the open calls: from the foot of every page, the home page and the sitemap."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from practices.models import Call
from tests.factories.calls import call, days
from tests.factories.pages import section

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]
LINK = '<a href="/en/calls/">'


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def foot(page: str) -> str:
    return page.partition("<footer")[2]


def pages() -> list[str]:
    return ["/en/", section().get_url(), "/en/search/", "/en/join/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_of_a_page_leads_to_them_in_its_language(client: Client, language: str) -> None:
    call()
    for path in ("", "search/"):
        assert f'href="/{language}/calls/"' in foot(read(client, f"/{language}/{path}"))


def test_only_while_one_is_open(client: Client) -> None:
    assert not any(LINK in read(client, address) for address in pages())
    found = call(opens=days(1), closes=days(2))
    assert not any(LINK in read(client, address) for address in pages())
    found.opens = days(0)
    found.save()
    assert all(LINK in foot(read(client, address)) for address in pages())
    found.opens, found.closes = days(-2), days(-1)
    found.save()
    assert not any(LINK in read(client, address) for address in pages())


def test_not_when_the_last_is_deleted(client: Client) -> None:
    found = call()
    assert LINK in read(client, "/en/")
    found.delete()
    assert LINK not in read(client, "/en/")


def test_the_home_page_shows_them_the_next_to_close_first(client: Client) -> None:
    call("Later", closes=days(20), tr="Sonra")
    call("Sooner", closes=days(2))
    call("Over", opens=days(-9), closes=days(-1))
    page = read(client, "/en/").partition("<footer")[0]
    assert 0 < page.index("Sooner") < page.index("Later")
    assert "Over" not in page
    turkish = read(client, "/tr/")
    assert "Sonra" in turkish
    assert '<h3 class="call-card__title" lang="en" dir="ltr">' in turkish


def test_a_page_asks_the_database_for_nothing_more() -> None:
    def cost(address: str) -> int:
        client = Client()  # without the cookie of the form among the addresses
        read(client, address)
        with CaptureQueriesContext(connection) as captured:
            read(client, address)
        return len(captured)

    addresses = pages()[1:]
    before = [cost(address) for address in addresses]
    home = cost("/en/")
    call("One"), call("Two")
    assert [
        max(0, cost(address) - most) for address, most in zip(addresses, before, strict=True)
    ] == [0] * 3
    assert cost("/en/") <= home + 3


def test_the_sitemap_lists_them_in_every_language_while_they_are_open(client: Client) -> None:
    def listed() -> str:
        return read(client, "/sitemap-pages.xml")

    assert "/calls/" not in listed()
    found: Any = call()
    over = call("Over", opens=days(-9), closes=days(-1))
    source = listed()
    for language in LANGUAGES:
        with translation.override(language):
            addresses = [reverse("calls:list"), found.get_absolute_url()]
        for address in addresses:
            assert f"{address}</loc>" in source
            assert client.get(address).status_code == 200
    assert over.slug not in source
    Call.objects.all().delete()
    assert "/calls/" not in listed()
