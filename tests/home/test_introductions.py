"""Introductions: written by editors, drafts until published, in the reader's language."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from home.models import Introduction
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import person
from tests.factories.translations import translate
from tests.home.entries import introduction, section_of
from tests.pages.reading import reader

Committed = Callable[[], AbstractContextManager[object]]
TERM, ADDRESS = "theme/social-cohesion", "browse/themes/social-cohesion/"

pytestmark = pytest.mark.django_db


def posted(client: Client, address: str, **values: str) -> Any:
    """An introduction's form sent with one English text."""
    form = {
        "term": TERM,
        "texts-count": "1",
        "texts-0-deleted": "",
        "texts-0-order": "0",
        "texts-0-type": "text",
        "texts-0-id": "",
        "texts-0-value-language": "en",
        "texts-0-value-text": '{"blocks": [{"key": "a", "text": "Typed words", "type": "unstyled",'
        ' "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}',
        "texts-0-value-alternative_text": "",
        "picture": "",
        "featured-count": "0",
        **values,
    }
    return client.post(address, form)


def test_readers_get_it_in_their_language_else_the_first_with_a_notice(client: Client) -> None:
    introduction(TERM, en="English words", ar="كلمات")
    assert "English words" in reader(client.get(f"/en/{ADDRESS}")).text
    arabic = reader(client.get(f"/ar/{ADDRESS}"))
    assert "كلمات" in arabic.text
    assert "English words" not in arabic.text
    french = reader(client.get(f"/fr/{ADDRESS}"))
    assert '<div class="rich-text" lang="en" dir="ltr">' in french.source
    assert 'class="notice" role="note"' in french.source


def test_a_draft_is_nobodys(client: Client) -> None:
    made = introduction(TERM, live=False, en="A draft")
    assert "A draft" not in reader(client.get(f"/en/{ADDRESS}")).text
    made.save_revision().publish()
    made.texts = [("text", {"language": "en", "text": "<p>Not yet agreed</p>"})]
    made.save_revision()
    shown = reader(client.get(f"/en/{ADDRESS}")).text
    assert "A draft" in shown
    assert "Not yet agreed" not in shown


def test_chosen_records_come_first_as_far_as_readers_may_see_them(
    client: Client, committed: Committed
) -> None:
    with committed():
        original, private, draft = (
            PracticePageFactory(parent=section(), title=title, live=title != "Draft")
            for title in ("Chosen", "Private", "Draft")
        )
        private.view_restrictions.create(restriction_type="login")
        turkish = translate(original, "tr", title="Seçilen")
        introduction(TERM, original, private, draft, en="Words", tr="Söz")
    english = section_of(reader(client.get(f"/en/{ADDRESS}")), "featured")
    assert "Chosen" in english
    assert "Private" not in english
    assert "Draft" not in english
    assert turkish.get_url() in section_of(reader(client.get(f"/tr/{ADDRESS}")), "featured")


def test_it_says_for_what_it_is_and_takes_nothing_else() -> None:
    made = introduction("country/TR", en="Words")
    assert str(made) == "Country: Türkiye"
    for term in ("country/XX", "nonsense/TR", "theme", "theme/", ""):
        with pytest.raises(ValidationError):
            Introduction(term=term, texts=made.texts).full_clean()
    with pytest.raises(ValidationError, match="already"):
        introduction("country/TR", en="Again")
    with pytest.raises(ValidationError, match="same language"):
        twice = Introduction(term="country/CH")
        twice.texts = [("text", {"language": "en", "text": "<p>One</p>"})] * 2
        twice.full_clean()


def test_editors_write_it_and_translators_do_not(client: Client) -> None:
    address = reverse("wagtailsnippets_home_introduction:add")
    client.force_login(person("translator", "Translators (tr)"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(person("editor", "Moderators"))
    assert "Social cohesion and living together" in client.get(address).content.decode()

    assert posted(client, address).status_code == 302
    made = Introduction.objects.get()
    assert not made.live
    edit = reverse("wagtailsnippets_home_introduction:edit", args=[made.pk])
    answer = posted(client, edit, term="theme/education-and-language", **{"action-publish": "1"})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.live
    assert made.term == TERM, "the term of an introduction cannot be changed"
    assert "Typed words" in reader(client.get(f"/en/{ADDRESS}")).text
    listed = client.get(reverse("wagtailsnippets_home_introduction:list")).content.decode()
    assert "Theme: Social cohesion and living together" in listed


def test_a_preview_is_the_page_of_its_term_in_each_language(client: Client) -> None:
    made = introduction(TERM, live=False, en="English words", tr="Türkçe sözler")
    assert made.default_preview_mode == "en"
    for mode, words in (("en", "English words"), ("tr", "Türkçe sözler")):
        page = made.make_preview_request(preview_mode=mode)
        assert page.status_code == 200
        assert words in page.content.decode()
        assert f'<html lang="{mode}"' in page.content.decode()
