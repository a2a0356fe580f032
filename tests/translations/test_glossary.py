"""Official terms come back from a machine as they officially are, or the text stays."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import escape
from typing import Any

import pytest

from practices.models import PracticePage
from taxonomy.labels import labels
from tests.factories.taxonomy import OrganisationFactory
from tests.servers import libretranslate as fake
from tests.servers.libretranslate import LibreTranslate, libretranslate
from tests.translations.machines import at, set_up, waiting_translation
from tests.translations.people import superuser
from tests.translations.records import draft, publish, published
from translations.machine import fill
from translations.machine.glossary import Glossary
from translations.machine.router import translate
from translations.states import MACHINE, NEW, still_pending

Committed = Callable[[], AbstractContextManager[object]]

LANGUAGES = ["tr", "ar", "fr"]
OFFICIAL = ["objective_title", "objective", "compact_name", "compact", "theme", "city"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[LibreTranslate]:
    with libretranslate() as running:
        routes = {f"en_{language}": at(running) for language in LANGUAGES}
        set_up(settings, tr_en=at(running), **routes)
        yield running


def terms(vocabulary: str, language: str) -> list[tuple[str, str]]:
    """The terms of a vocabulary in English, each with the official one in a language.

    In English a compact's full name may be its short one as well: the full one is meant.
    """
    official, full = labels(vocabulary, language), labels("compact_name", language)
    full_names = {term: full[code] for code, term in labels("compact_name", "en").items()}
    return [
        (term, full_names.get(term, official[code]))
        for code, term in labels(vocabulary, "en").items()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("behaviour", [fake.backwards, fake.shuffled])
@pytest.mark.parametrize("vocabulary", OFFICIAL)
def test_every_official_term_survives_byte_for_byte(
    server: LibreTranslate, vocabulary: str, behaviour: Any, language: str
) -> None:
    server.behaviour = behaviour
    pairs = terms(vocabulary, language)
    assert pairs
    sentences = [f"We serve {escape(term, quote=False)} (Istanbul) every day." for term, _ in pairs]
    answer = translate("en", language, sentences)
    istanbul = labels("city", language)["istanbul-tr"]
    for sentence, (_term, official) in zip(sentences, pairs, strict=True):
        assert escape(official, quote=False) in answer.texts[sentence]
        assert istanbul in answer.texts[sentence]
        assert "evres" in answer.texts[sentence]
    assert not any(term in text for text in server.texts for term, _ in pairs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_compacts_stand_in_a_filled_record_as_they_officially_are(
    server: LibreTranslate, language: str, committed: Committed
) -> None:
    pairs = [pair for vocabulary in OFFICIAL[:4] for pair in terms(vocabulary, language)]
    context = "".join(f"<p>It follows <b>{term}</b> here.</p>" for term, _official in pairs)
    with committed():
        original = publish(published(PracticePage), context=context, title=f"On {pairs[0][0]}")
        page = waiting_translation(original, language)
        fill(page, actor=superuser())
    filled = draft(page)
    assert filled.context == "".join(
        f"<p>tI swollof <b>{official}</b> ereh.</p>" for _term, official in pairs
    )
    assert filled.title == f"nO {pairs[0][1]}"


def test_a_text_that_is_a_term_alone_is_not_asked_about(server: LibreTranslate) -> None:
    answer = translate("en", "tr", ["Gaziantep", "<b>Istanbul</b>, 2019", "Data"])
    assert answer.texts == {
        "Gaziantep": "Gaziantep",
        "<b>Istanbul</b>, 2019": "<b>İstanbul</b>, 2019",
        "Data": "Veri",
    }
    assert server.asked == []


def test_the_longest_term_goes_first_and_only_whole_words_count(server: LibreTranslate) -> None:
    OrganisationFactory(name="Union of Cities")
    OrganisationFactory(name="Union of Cities Council")
    answer = translate("en", "tr", ["The Union of Cities Council", "Database", "Istanbul's"])
    assert answer.texts == {
        "The Union of Cities Council": "ehT Union of Cities Council",
        "Database": "esabataD",
        "Istanbul's": "İstanbul's",
    }


def test_terms_of_any_source_language_are_known(server: LibreTranslate) -> None:
    assert translate("tr", "en", ["İstanbul'da Veri"]).texts == {
        "İstanbul'da Veri": "Istanbul'ad Data"
    }


def test_names_with_signs_of_html_and_inside_markup(server: LibreTranslate) -> None:
    OrganisationFactory(name="R&D <Office> a1")
    OrganisationFactory(name="id")
    text = 'Ask <a id="a1">the R&amp;D &lt;Office&gt; a1</a> of Gaziantep'
    assert translate("en", "ar", [text]).texts == {
        text: 'ksA <a id="a1">eht R&amp;D &lt;Office&gt; a1</a> fo غازي عنتاب'
    }


def test_a_concept_that_has_no_official_name_in_a_language_is_for_the_machine() -> None:
    glossary = Glossary("en", "en")
    assert "Open data" not in glossary.terms
    assert glossary.terms["Gaziantep"] == "Gaziantep"


@pytest.mark.parametrize(
    "behaviour",
    [
        fake.eating_markers,
        fake.doubling_markers,
        fake.filling_markers,
        fake.eating_tags,
        lambda texts: list(reversed(fake.backwards(texts))),
        lambda texts: [text.replace('"g0"', '"g1"') for text in fake.backwards(texts)],
    ],
)
def test_a_text_whose_markers_do_not_come_back_stays_as_it_was(
    server: LibreTranslate, behaviour: Any, committed: Committed
) -> None:
    server.behaviour = behaviour
    with committed():
        original = publish(
            published(PracticePage), title="Without", summary="From Gaziantep to Istanbul"
        )
        page = waiting_translation(original)
        fill(page, actor=superuser())
    filled = draft(page)
    assert filled.summary == "From Gaziantep to Istanbul"
    assert still_pending(filled)["summary"] == NEW
    assert MACHINE in still_pending(filled).values()


def test_a_term_in_a_link_may_not_leave_it(server: LibreTranslate) -> None:
    server.behaviour = lambda texts: [
        text.replace('<a id="g0"></a></a>', '</a><a id="g0"></a>') for text in texts
    ]
    text = 'See <a id="a1">what of Gaziantep</a>'
    answer = translate("en", "tr", [text])
    assert answer.texts == {}
    assert answer.refused == {text: "The answer lacks an official term or holds one twice."}
