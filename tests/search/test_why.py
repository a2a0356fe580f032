"""Every result says what it has of what was asked for."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from search.document import Document
from tests.factories.documents import document, indexed
from tests.search.test_search_page import page, words

pytestmark = pytest.mark.django_db


def reasons(client: Client, query: str, language: str = "en") -> list[str]:
    found = page(client, f"/{language}/search/?{query}").select(".result__why")
    return [words(tag).removeprefix("Matches: ").replace(" :", ":") for tag in found]


def naming(made: Document, names: str = "", labels: str = "", **line: Any) -> Document:
    """The document as `search.documents` makes one that has names and labels of terms."""
    made.line.update(line)
    return replace(made, texts={**made.texts, "names": names, "labels": labels})


def test_the_part_that_holds_the_words_is_named(client: Client) -> None:
    indexed(
        document("Language school"),
        document("Buses", summary="To every school."),
        document("School school", summary="A school."),
    )

    assert sorted(reasons(client, "q=schools")) == ["text", "title", "title · text"]


def test_a_city_is_named_with_the_name_that_was_met(client: Client) -> None:
    indexed(naming(document("Office", city=("gaziantep-tr",)), names="Gaziantep\nAntep"))

    assert reasons(client, "q=gaziantep") == ["City: Gaziantep"]
    assert reasons(client, "q=antep") == ["City: Gaziantep (Antep)"]


def test_a_person_is_named(client: Client) -> None:
    indexed(naming(document("Talk"), names="Şule Örnek", people=["Şule Örnek", "Other Person"]))

    assert reasons(client, "q=sule") == ["Person: Şule Örnek"]


def test_a_term_met_in_another_language_is_named_in_the_readers(client: Client) -> None:
    made = document("Office", theme=("migration-and-social-cohesion", "social-cohesion"))
    indexed(naming(made, labels="Social cohesion and living together\nSosyal uyum"))

    (found,) = reasons(client, "q=sosyal")

    assert "Theme: Social cohesion and living together" in found


def test_the_beginning_of_a_word_is_met(client: Client) -> None:
    indexed(document("Gardens for all"))

    assert reasons(client, "q=gard") == ["title"]


def test_chosen_filters_are_named_with_what_the_record_has_of_them(client: Client) -> None:
    indexed(
        document(
            "One",
            city=("gaziantep-tr",),
            year=("2016", "2017", "2018", "2020"),
            lessons=("yes",),
        )
    )

    assert reasons(client, "city=gaziantep-tr&city=istanbul-tr") == ["City: Gaziantep"]
    assert reasons(client, "year=2016&year=2019") == ["Year: 2016"]
    assert reasons(client, "year_from=2015&year_to=2019") == ["Year: 2016 – 2018"]
    assert reasons(client, "lessons=yes") == ["Lessons from failure: Says what did not work"]


def test_where_nothing_is_asked_for_nothing_is_said(client: Client) -> None:
    indexed(document("One"))

    assert reasons(client, "sort=title") == []


def test_it_is_one_short_line_whatever_is_asked_for(client: Client) -> None:
    indexed(
        document(
            "School",
            year=("2016",),
            city=("gaziantep-tr",),
            country=("TR",),
            theme=("environment",),
            budget=("10k-100k",),
        )
    )
    query = "q=school&year=2016&city=gaziantep-tr&country=TR&theme=environment&budget=10k-100k"

    (found,) = reasons(client, query)

    assert found.count(" · ") == 3


@pytest.mark.parametrize("view", ["cards", "table", "timeline"])
def test_other_views_say_it_too(client: Client, view: str) -> None:
    indexed(document("School"))

    assert reasons(client, f"q=school&view={view}") == ["title"]


def test_nothing_given_becomes_markup(client: Client) -> None:
    name = "<b>Bold</b> Person"
    indexed(naming(document("Talk"), names=name, people=[name]))

    assert reasons(client, "q=bold") == [f"Person: {name}"]
