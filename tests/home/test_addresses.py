"""Pages below the home page, and the addresses that are not theirs to have."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from core.addresses import taken
from home.models import StandardPage
from tests.factories.pages import PracticePageFactory, home, section
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def sent(client: Client, below: Page, slug: str) -> Any:
    """The answer to an editor who makes a page."""
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", below.pk])
    typed = {"title": "What is on", "slug": slug, "summary": "All that is coming"}
    return client.post(address, {**typed, "body-count": "0", "action-publish": "1"})


def test_no_page_takes_an_address_of_the_site(admin_client: Client) -> None:
    assert {"search", "browse", "calendar", "compare", "shelves", "desk", "contact", "s"} <= taken()
    for slug in taken():
        assert "slug" in sent(admin_client, home(), slug).context["form"].errors
    assert sent(admin_client, home(), "calendars").status_code == 302


def test_below_another_page_any_address_is_free(admin_client: Client, client: Client) -> None:
    about = home().add_child(instance=StandardPage(title="About"))
    assert sent(admin_client, about, "calendar").status_code == 302
    assert client.get(f"{about.url}calendar/").status_code == 200


@pytest.mark.parametrize("language", ["en", "tr", "ar", "fr"])
def test_an_editor_is_told_in_her_language_and_loses_nothing(language: str) -> None:
    client = Client()
    editor = person("editor", "Editors", language=language)
    client.force_login(editor)
    answer = sent(client, home(), "calendar")
    assert answer.status_code == 200
    with translation.override(language):
        said = translation.gettext(
            "“%(slug)s” is an address of the site itself. Choose another."
        ) % {"slug": "calendar"}
    content = answer.content.decode()
    assert said in content
    assert all(text in content for text in ("What is on", "calendar", "All that is coming"))
    assert not Page.objects.filter(title="What is on").exists()


class TestRoute:
    def test_a_page_is_found_by_its_whole_address_alone(self, client: Client) -> None:
        practice = PracticePageFactory(parent=section(), title="Harbour")
        assert client.get(practice.url).status_code == 200
        assert client.get(f"{section('event').url}{practice.slug}/").status_code == 404
        assert client.get(f"{home().url}{practice.slug}/").status_code == 404
        assert client.get(f"{practice.url}further/").status_code == 404
        assert client.get(home().url + "on/" * 500).status_code == 404

    def test_drafts_are_not_found_nor_named_on_the_way(self, client: Client) -> None:
        practice = PracticePageFactory(parent=section(), title="Harbour")
        Page.objects.filter(pk=section().pk).update(live=False, title="Hidden section")
        content = client.get(practice.url).content.decode()
        assert "Harbour" in content
        assert "Hidden section" not in content
        practice.unpublish()
        assert client.get(practice.url).status_code == 404

    def test_a_page_in_letters_of_any_language_is_found(self, client: Client) -> None:
        page = home().add_child(instance=StandardPage(title="Hakkımızda", slug="hakkımızda-عنا"))
        assert client.get(page.url).status_code == 200
