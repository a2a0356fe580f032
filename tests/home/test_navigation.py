"""The main navigation: kept while the content holds, never of before the latest change."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.templatetags.home_tags import address_in
from tests.factories.pages import PracticePageFactory, section

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


def menu(client: Client, address: str) -> dict[str, str]:
    """What the navigation leads to; the current section's title is marked with a star."""
    found = BeautifulSoup(client.get(address).content, "html.parser").select(".main-nav a")
    return {
        link.get_text(strip=True) + ("*" if link.get("aria-current") else ""): str(link["href"])
        for link in found
    }


def test_an_address_found_in_another_language_is_not_kept_for_this_one() -> None:
    request = RequestFactory().get("/en/search/?q=bees")
    with override("tr"):
        address_in("ar", request, None)
    with override("en"):
        assert address_in("ar", request, None) == "/ar/search/?q=bees"


@pytest.fixture
def practices(committed: Committed) -> Any:
    with committed():
        found: Any = section()
        found.title, found.show_in_menus = "Practices", True
        found.save_revision().publish()
        PracticePageFactory(parent=found, title="A house of languages")
    return found


def test_it_marks_where_the_reader_is(client: Client, practices: Any) -> None:
    for address in ("/en/", "/en/search/"):
        assert menu(client, address) == {"Practices": practices.get_url()}
    (record,) = practices.get_children()
    assert menu(client, record.get_url()) == {"Practices*": practices.get_url()}
    assert menu(client, "/tr/") == {}


def test_every_change_is_seen_by_the_next_reader(
    client: Client, practices: Any, committed: Committed
) -> None:
    assert list(menu(client, "/en/search/")) == ["Practices"]
    with committed():
        practices.title = "What cities do"
        practices.save_revision().publish()
    assert list(menu(client, "/en/search/")) == ["What cities do"]
    with committed():
        closed = PageViewRestriction.objects.create(page=practices, restriction_type="login")
    assert menu(client, "/en/search/") == {}
    with committed():
        closed.delete()
    assert list(menu(client, "/en/search/")) == ["What cities do"]
    with committed():
        practices.unpublish()
    assert menu(client, "/en/search/") == {}
