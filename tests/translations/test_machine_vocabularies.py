"""In wagtail-localize's editor of a vocabulary a machine is offered where one is set up."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views.edit_translation import machine_translate

from taxonomy.labels import labels
from taxonomy.models import Theme
from tests.servers.libretranslate import LibreTranslate, libretranslate
from tests.translations.machines import at, set_up
from tests.translations.people import logged_in, superuser
from translations.machine.vocabularies import telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[LibreTranslate]:
    with libretranslate() as running:
        set_up(settings, en_fr=at(running))
        yield running


@pytest.fixture
def client() -> Client:
    return logged_in(superuser())


def begun(theme: Theme, language: str = "fr") -> Translation:
    """A theme under wagtail-localize's hand."""
    locale = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.get_or_create_from_instance(theme)
    translation = Translation.objects.create(source=source, target_locale=locale)
    if not theme.has_translation(locale):
        translation.save_target(user=superuser())
    return translation


def new_theme() -> Theme:
    return Theme.objects.create(
        code="night-schools", name="Night schools", locale=Locale.objects.get(language_code="en")
    )


def address(translation: Translation) -> str:
    return reverse("wagtail_localize:machine_translate", args=[translation.pk])


def strings(translation: Translation) -> list[tuple[str, str]]:
    found = StringTranslation.objects.filter(locale=translation.target_locale)
    return list(found.values_list("data", "tool_name"))


def editor(client: Client, translation: Translation) -> str:
    target = translation.get_target_instance()
    answer = client.get(reverse("wagtailsnippets_taxonomy_theme:edit", args=[target.pk]))
    return answer.content.decode()


def test_without_configuration_no_button_and_no_address(client: Client) -> None:
    translation = begun(new_theme())
    assert address(translation) not in editor(client, translation)
    assert client.post(address(translation), follow=True).status_code == 404


def test_a_pair_without_an_engine_has_no_button(server: LibreTranslate, client: Client) -> None:
    translation = begun(new_theme(), "tr")
    assert address(translation) not in editor(client, translation)
    assert client.post(address(translation), follow=True).status_code == 404
    assert server.asked == []


def test_a_new_term_is_translated(server: LibreTranslate, client: Client) -> None:
    translation = begun(new_theme())
    assert address(translation) in editor(client, translation)
    client.post(address(translation))
    assert strings(translation) == [("thgiN sloohcs", "LibreTranslate")]


def test_an_official_term_is_what_it_is(server: LibreTranslate, client: Client) -> None:
    theme = Theme.objects.canonical()[0]
    translation = begun(theme)
    client.post(address(translation))
    assert strings(translation) == [(labels("theme", "fr")[theme.code], "LibreTranslate")]
    assert server.asked == []


def test_broken_markup_is_not_taken(server: LibreTranslate, client: Client) -> None:
    server.behaviour = lambda texts: ["<script>x" for _text in texts]
    translation = begun(new_theme())
    client.post(address(translation))
    assert strings(translation) == []


def test_a_failing_engine_is_told(server: LibreTranslate) -> None:
    server.status = 500
    translation = begun(new_theme())
    request = RequestFactory().post("/", {"next": "/en/"})
    request.user = superuser()
    vars(request)["_messages"] = CookieStorage(request)
    answer = telling(machine_translate)(request, translation_id=translation.pk)
    assert (answer.status_code, answer["Location"]) == (302, "/en/")
    told = [str(message) for message in get_messages(request)]
    assert told == ["LibreTranslate refused or failed."]
    assert strings(translation) == []


def test_through_the_client(server: LibreTranslate, client: Client) -> None:
    server.status = 500
    translation = begun(new_theme())
    answer = client.post(address(translation), {"next": "/admin/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert told == ["LibreTranslate refused or failed."]
