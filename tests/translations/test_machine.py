"""A machine fills what waits in a draft, loses nothing, and is never needed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
import requests
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry, Revision

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.servers import libretranslate as fake
from tests.servers.libretranslate import LibreTranslate, backwards, libretranslate
from tests.translations.machines import at, change, set_up, waiting_translation
from tests.translations.people import member_of, superuser
from tests.translations.records import draft, fresh, publish, published
from translations.machine import MachineError, available, fill
from translations.models import RecordTranslation
from translations.states import CHANGED, MACHINE, NEW, still_pending, waiting
from translations.updating import bring_up_to_date, restart
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

LINKED = (
    '<p>See <a href="https://example.org/one">the report</a> of the council.</p>'
    "<ul><li>First &amp; foremost</li><li><b>Second</b> thoughts</li></ul>"
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[LibreTranslate]:
    with libretranslate() as running:
        set_up(settings, en_tr=at(running))
        yield running


@pytest.fixture(scope="module")
def page_below(below: None) -> Any:
    return waiting_translation(published(PracticePage))


@pytest.fixture
def page(page_below: Any) -> Any:
    return fresh(page_below)


def reversed_words(text: str) -> str:
    return backwards([text])[0]


def history(page: Any) -> Any:
    return PageLogEntry.objects.filter(page=page.pk, action="translations.machine").latest("pk")


@pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
def test_every_text_that_waits_is_filled_in_the_draft(
    model: type[KnowledgePage], server: LibreTranslate, committed: Committed
) -> None:
    with committed():
        page = waiting_translation(published(model))
        before = words_of(draft(page))
        assert fill(page, actor=superuser()) == len(before)
    filled = draft(page)
    assert set(still_pending(filled).values()) == {MACHINE}
    assert still_pending(filled).keys() == before.keys()
    assert texts_of(filled)["title"] == reversed_words(before["title"].text)
    assert texts_of(filled)["summary"] == reversed_words(before["summary"].text)
    assert filled.machine_tool == "LibreTranslate"
    row = RecordTranslation.objects.get(page=page.pk)
    assert row.machine and row.state == "in-translation"
    assert not fresh(page).live
    assert fresh(page).summary == before["summary"].text


def test_what_is_sent_is_the_text_and_the_languages_in_batches(
    server: LibreTranslate, settings: Any, committed: Committed
) -> None:
    set_up(settings, en_tr=at(server, key="a key"))
    long = "".join(f"<p>Paragraph number {number}</p>" for number in range(120))
    with committed():
        page = waiting_translation(publish(published(PracticePage), context=long))
        fill(page, actor=superuser())
    assert max(len(request["q"]) for request in server.asked) == 50
    assert len(server.asked) == -(-len(server.texts) // 50)
    told = {
        tuple(request[name] for name in ("source", "target", "api_key", "format"))
        for request in server.asked
    }
    assert told == {("en", "tr", "a key", "html")}
    assert len(server.texts) == len(set(server.texts)) > 120
    assert reversed_words("<p>Paragraph number 119</p>") in draft(page).context


def test_without_configuration_nothing_is_offered(page: Any) -> None:
    assert not available("en", "tr")
    revisions = Revision.objects.count()
    with pytest.raises(
        MachineError, match="No machine translation is set up from English into Turkish"
    ):
        fill(page, actor=superuser())
    assert Revision.objects.count() == revisions


def test_what_a_person_wrote_is_left_alone(server: LibreTranslate, page: Any) -> None:
    change(page, title="Elle yazılmış başlık", aims="<p>Elle yazılmış amaçlar</p>")
    fill(page, actor=superuser())
    filled = draft(page)
    assert filled.title == "Elle yazılmış başlık"
    assert filled.aims == "<p>Elle yazılmış amaçlar</p>"
    assert {"title", "aims"}.isdisjoint(still_pending(filled))


def test_twice_is_once(server: LibreTranslate, page: Any) -> None:
    fill(page, actor=superuser())
    asked, revisions = len(server.asked), Revision.objects.count()
    assert fill(page, actor=superuser()) == 0
    assert (len(server.asked), Revision.objects.count()) == (asked, revisions)


def test_an_old_translation_is_replaced_only_when_asked_for_anew(
    server: LibreTranslate, page: Any, committed: Committed
) -> None:
    original = page.get_translation(page.locale.get_default())
    with committed():
        fill(page, actor=superuser())
        change(page, summary="Elle yazılmış özet", aims="<p>Elle</p>", pending={})
        publish(original, summary="Something else.")
        bring_up_to_date(page, actor=superuser())
    assert still_pending(draft(page)) == {"summary": CHANGED}
    assert fill(page, actor=superuser()) == 0
    assert draft(page).summary == "Elle yazılmış özet"
    change(page, pending={})
    restart(page, actor=superuser())
    assert fill(page, actor=superuser()) == len(words_of(draft(page)))
    filled = draft(page)
    assert filled.summary == reversed_words("Something else.")
    assert filled.aims == reversed_words(fresh(original).aims)
    assert set(still_pending(filled).values()) == {MACHINE}


@pytest.mark.parametrize(
    ("behaviour", "status", "sentence"),
    [
        (backwards, 500, "LibreTranslate refused or failed."),
        (backwards, 403, "LibreTranslate refused or failed."),
        (fake.forgetting_one, 200, "LibreTranslate gave no answer that could be read."),
        (fake.answering_nothing, 200, "LibreTranslate gave no answer that could be read."),
        (lambda texts: 7, 200, "LibreTranslate gave no answer that could be read."),
        (lambda texts: ["  " for _text in texts], 200, "The translation is empty."),
        (lambda texts: ["<b>" for _text in texts], 200, "The translation is empty."),
    ],
)
def test_a_failing_engine_changes_nothing_and_says_why(
    server: LibreTranslate, page: Any, behaviour: Any, status: int, sentence: str
) -> None:
    server.behaviour, server.status = behaviour, status
    before, revisions = texts_of(draft(page)), Revision.objects.count()
    with pytest.raises(MachineError, match=sentence):
        fill(page, actor=superuser())
    assert texts_of(draft(page)) == before
    assert Revision.objects.count() == revisions


def test_an_engine_that_is_slow_or_gone_is_given_up(
    server: LibreTranslate, settings: Any, page: Any
) -> None:
    set_up(settings, en_tr=at(server, timeout=1))
    server.is_slow = True
    with pytest.raises(MachineError, match="did not answer in time"):
        fill(page, actor=superuser())
    set_up(settings, en_tr={"engine": "libretranslate", "url": "http://127.0.0.1:1"})
    with pytest.raises(MachineError, match="could not be reached"):
        fill(page, actor=superuser())
    assert set(still_pending(draft(page)).values()) == {NEW}


def test_formatting_and_links_stay_where_the_machine_keeps_them(
    server: LibreTranslate, committed: Committed
) -> None:
    with committed():
        page = waiting_translation(publish(published(PracticePage), context=LINKED))
        fill(page, actor=superuser())
    assert draft(page).context == (
        '<p>eeS <a href="https://example.org/one">eht troper</a> fo eht licnuoc.</p>'
        "<ul><li>tsriF &amp; tsomerof</li><li><b>dnoceS</b> sthguoht</li></ul>"
    )


def test_of_a_text_begun_by_a_person_only_the_rest_is_filled(
    server: LibreTranslate, committed: Committed
) -> None:
    with committed():
        page = waiting_translation(publish(published(PracticePage), context=LINKED))
    begun = draft(page)
    begun.context = LINKED.replace("First &amp; foremost", "Her şeyden önce")
    begun.pending = waiting(begun, ["context"], NEW)
    begun.save_revision(clean=False)
    fill(page, actor=superuser())
    assert not any("önce" in text for text in server.texts)
    assert "<li>Her şeyden önce</li><li><b>dnoceS</b> sthguoht</li>" in draft(page).context
    assert still_pending(draft(page))["context"] == MACHINE


def test_a_text_whose_links_the_machine_loses_stays_and_the_rest_is_kept(
    server: LibreTranslate, committed: Committed
) -> None:
    server.behaviour = fake.eating_tags
    with committed():
        page = waiting_translation(publish(published(PracticePage), context=LINKED))
        fill(page, actor=superuser())
    filled = draft(page)
    assert filled.context == LINKED
    assert still_pending(filled)["context"] == NEW
    assert filled.title == reversed_words(fresh(page).title)
    assert history(page).data["refused"] == {"context": "The link a1 is missing."}
    told = "Translated texts by machine. Texts left as they were: The link a1 is missing."
    assert str(history(page).message) == told
    assert history(page).data["tool"] == "LibreTranslate"
    assert history(page).user == superuser()


def test_a_title_longer_than_its_field_stays(server: LibreTranslate, page: Any) -> None:
    server.behaviour = lambda texts: ["long " * 60 for _text in texts]
    fill(page, actor=superuser())
    filled = draft(page)
    assert filled.title == fresh(page).title
    assert history(page).data["refused"]["title"] == (
        "The translation is longer than 255 characters."
    )
    assert still_pending(filled)["title"] == NEW
    assert still_pending(filled)["summary"] == MACHINE


def test_what_somebody_writes_meanwhile_stays(
    server: LibreTranslate, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = requests.post

    def slow_post(*args: Any, **kwargs: Any) -> requests.Response:
        changed = change(page, summary="Meanwhile", title="Another original")
        change(page, pending=waiting(changed, ["title"], NEW))
        return post(*args, **kwargs)

    monkeypatch.setattr(requests, "post", slow_post)
    fill(page, actor=superuser())
    filled = draft(page)
    assert filled.summary == "Meanwhile"
    assert "summary" not in still_pending(filled)
    assert (filled.title, still_pending(filled)["title"]) == ("Another original", NEW)
    assert still_pending(filled)["aims"] == MACHINE


def test_only_a_translator_may_ask_and_only_for_a_translation(
    server: LibreTranslate, page: Any
) -> None:
    original = page.get_translation(page.locale.get_default())
    for asked, user in ((page, member_of("Translators (ar)")), (original, superuser())):
        with pytest.raises(PermissionDenied):
            fill(asked, actor=user)
    assert server.asked == []
    assert fill(page, actor=member_of("Translators (tr)"))
