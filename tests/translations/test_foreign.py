"""What of a translation is still in the original's words says in which language it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.translations.machines import change, waiting_translation
from tests.translations.records import draft, fresh, in_turkish, published, translated
from translations.states import NEW, waiting
from translations.templatetags.translation_tags import foreign
from translations.texts import put
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

# What is read by search engines, said by a picture, or named by who sent it.
NOT_MARKED = {"seo_title", "search_description", "cover_alt"}

pytestmark = pytest.mark.django_db


class Tongues(HTMLParser):
    """The text of a page by the language it is said to be in."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []
        self.text: dict[tuple[str, str], str] = {}
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As HTMLParser calls it."""
        values = dict(attrs)
        _tag, language, direction = self.open[-1] if self.open else ("", "", "")
        if tag not in VOID:
            own = (values.get("lang") or language, values.get("dir") or direction)
            self.open.append((tag, *own))

    def handle_endtag(self, tag: str) -> None:
        """As HTMLParser calls it."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """As HTMLParser calls it."""
        key = self.open[-1][1:] if self.open else ("", "")
        self.text[key] = self.text.get(key, "") + data


VOID = {"meta", "link", "img", "br", "input", "hr", "rect", "path", "circle", "source"}


def main_part(client: Client, page: Any) -> Tongues:
    source = client.get(page.get_url()).content.decode()
    article = source[source.index("<article>") : source.index("</article>")]
    return Tongues(f'<main lang="ar" dir="rtl">{article}')


def publish_as_it_is(page: Any) -> Any:
    draft(page).save_revision(clean=False).publish()
    return fresh(page)


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_every_untranslated_text_is_marked_and_no_translated_one(
    model: type[KnowledgePage], client: Client, committed: Committed
) -> None:
    with committed():
        page = publish_as_it_is(waiting_translation(published(model), "ar"))
    shown = main_part(client, page)
    english, rest = shown.text.get(("en", "ltr"), ""), shown.text.get(("ar", "rtl"), "")
    checked = 0
    for path, word in words_of(page).items():
        text = word.text.removeprefix("<p>").removesuffix("</p>")
        if path in NOT_MARKED or text not in english + rest:
            continue
        assert text in english, path
        assert text not in rest, path
        checked += 1
    assert checked > 8
    with committed():
        arabic = draft(page)
        put(arabic, {path: in_turkish(text) for path, text in texts_of(arabic).items() if text})
        arabic.save_revision(clean=False).publish()
    assert fresh(page).pending  # noted still, and known to be settled
    assert "Çeviri" not in main_part(client, fresh(page)).text.get(("en", "ltr"), "")


def test_a_block_that_came_with_the_facts_is_marked_alone(
    client: Client, committed: Committed
) -> None:
    with committed():
        original = published(PracticePage)
        page = translated(original, "ar")
        changed = draft(original)
        changed.figures = [
            *[(block.block_type, block.value) for block in changed.figures],
            ("claim", {"label": "Entirely new", "number": 5, "source_name": "Report"}),
        ]
        ids = [block.id for block in draft(original).figures]
        for block, known in zip(changed.figures, ids, strict=False):
            block.id = known
        changed.save_revision(clean=False).publish()
    english = main_part(client, fresh(page)).text.get(("en", "ltr"), "")
    assert "Entirely new" in english
    assert "Çeviri" not in english


def test_it_takes_no_query_and_is_found_once(committed: Committed) -> None:
    with committed():
        page = waiting_translation(published(PracticePage), "ar")
    shown = fresh(page).get_latest_revision_as_object()
    figure = shown.figures[0]
    with CaptureQueriesContext(connection) as captured:
        assert foreign(shown, shown.title) == ' lang="en" dir="ltr"'
        assert foreign(shown, figure) == ' lang="en" dir="ltr"'
        assert foreign(shown, "Something else") == ""
    assert len(captured) == 0


@pytest.mark.parametrize("values", [{}, {"page": None}, {"page": ""}, {"page": object()}])
def test_what_is_no_record_has_nothing_to_mark(values: dict[str, Any]) -> None:
    template = Template("{% load translation_tags %}<p{{ page|foreign:text }}>")
    assert template.render(Context({"text": "Text", **values})) == "<p>"


def test_what_a_machine_wrote_or_is_out_of_date_is_in_the_language_of_the_page(
    committed: Committed,
) -> None:
    with committed():
        page = translated(published(PracticePage), "ar")
    for why in ("machine", "changed"):
        noted = change(page, pending=waiting(draft(page), ["title"], why))
        assert foreign(noted, noted.title) == ""
    noted = change(page, pending=waiting(draft(page), ["title"], NEW))
    assert foreign(noted, noted.title) == ' lang="en" dir="ltr"'
