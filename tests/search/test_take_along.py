"""What the search page offers to take along: files of all results, and a feed."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.documents import LANGUAGES, records

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_the_results_can_be_taken_along(client: Client) -> None:
    records(25, year=("2019",))

    soup = page(client, "/en/search/?q=record&year=2019&sort=title&page=2")

    query = "q=record&year=2019&sort=title"
    links = {tag.get_text(): tag["href"] for tag in soup.select('[aria-label^="Take"] a')}
    assert links == {
        "Download as CSV": f"/api/v1/search.csv?lang=en&{query}",
        "Download as XLSX": f"/api/v1/search.xlsx?lang=en&{query}",
        "Download as JSON": f"/api/v1/search.json?lang=en&{query}",
        "Follow by feed (Atom)": f"/en/search/feed/?{query}",
    }
    assert {client.get(str(link)).status_code for link in links.values()} == {200}
    assert soup.select_one(f'link[type="application/atom+xml"][href="/en/search/feed/?{query}"]')


def test_there_is_nothing_to_download_where_nothing_was_found(client: Client) -> None:
    soup = page(client, "/en/search/")

    assert soup.select('a[href^="/api/"]') == []
    assert soup.select('main a[href="/en/search/feed/"]')


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_taken_along_is_in_the_language_of_the_page(client: Client, language: str) -> None:
    records(1)

    soup = page(client, f"/{language}/search/")

    links = [str(link["href"]) for link in soup.select("a[download]")]
    assert len(links) == 3
    assert all(f"lang={language}" in link for link in links)
    assert soup.select(f'main a[href="/{language}/search/feed/"]')
