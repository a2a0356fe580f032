"""Readers of a machine's words are told so, and are one click from the original."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import gettext, override
from wagtail.models import PageViewRestriction

from practices.models import PracticePage
from tests.factories.full import full_record
from tests.factories.pages import section
from tests.pages.reading import Reader, read
from tests.servers.libretranslate import LibreTranslate, libretranslate
from tests.translations.machines import at, change, set_up, waiting_translation
from tests.translations.people import superuser
from tests.translations.records import draft, fresh
from translations.machine import fill
from translations.review import approve

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[LibreTranslate]:
    with libretranslate() as running:
        set_up(settings, **{"*_*": at(running)})
        yield running


def by_machine(original: Any, language: str) -> Any:
    """A translation that a machine wrote, and somebody published without looking."""
    page = waiting_translation(original, language)
    fill(page, actor=superuser())
    draft(page).save_revision(clean=False).publish()
    return fresh(page)


def original_in(language: str) -> Any:
    with override(language):
        page = PracticePage(title="Original", slug="first", summary="What was done.")
        section("practice", language).add_child(instance=page)
    page.save_revision().publish()
    return fresh(page)


def note(page: Reader) -> str:
    return page.part("notice", "div")


def words(language: str, tool: str = "LibreTranslate") -> str:
    with override(language):
        text = gettext("Translated by machine (<bdi>%(tool)s</bdi>), not yet checked by a person.")
        return text % {"tool": tool}


@pytest.mark.parametrize(
    ("written", "language"), [("en", "tr"), ("en", "ar"), ("en", "fr"), ("tr", "en")]
)
def test_the_page_says_so_until_a_person_approves(
    server: LibreTranslate, written: str, language: str, client: Client, committed: Committed
) -> None:
    with committed():
        original = original_in(written)
        page = by_machine(original, language)
    shown = note(read(client, page))
    assert words(language) in shown
    assert 'role="note"' in shown
    assert (
        f'<a href="{original.get_url()}" hreflang="{written}" lang="{written}" dir="ltr">'
        f"{original.title}</a>"
    ) in shown
    with committed():
        approve(page, actor=superuser())
    assert fresh(page).machine_tool == ""
    assert note(read(client, page)) == ""
    assert note(read(client, original)) == ""


def test_an_original_that_is_not_public_is_not_linked(
    server: LibreTranslate, client: Client, committed: Committed
) -> None:
    with committed():
        original = original_in("en")
        page = by_machine(original, "tr")
        fresh(original).unpublish()
    shown = note(read(client, page))
    assert words("tr") in shown
    assert "<a " not in shown


def test_the_name_of_the_tool_is_text(client: Client, committed: Committed) -> None:
    with committed():
        original = original_in("en")
        page = waiting_translation(original)
        change(page, machine_tool="<b>Tool</b>")
        draft(page).save_revision(clean=False).publish()
    assert escape("<b>Tool</b>") in client.get(fresh(page).get_url()).content.decode()


def test_a_page_without_it_takes_no_query_more_and_one_with_it_one(
    server: LibreTranslate, client: Client, committed: Committed
) -> None:
    with committed():
        original, _entered = full_record(PracticePage)
        original.save_revision().publish()
        page = by_machine(original, "tr")
    address = page.get_url()

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    with_note = queries()
    with committed():
        approve(page, actor=superuser())
    without = queries()
    assert with_note - without == 1
    assert PageViewRestriction.objects.count() == 0
