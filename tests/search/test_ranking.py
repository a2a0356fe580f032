"""Which records come first, for every engine."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from search.document import Document
from search.engines.base import Engine
from search.request import SearchRequest, Sort

pytestmark = pytest.mark.django_db
LONG = "so many other words " * 200
START = datetime(2019, 11, 26, tzinfo=UTC)


def document(number: int, age: int = 0, **texts: str) -> Document:
    key = UUID(int=number)
    moment = START - timedelta(days=age)
    return Document(
        key=key,
        language="en",
        page_id=number,
        texts=texts,
        facets={"shown_in": ("en", "tr", "ar", "fr"), "type": ("practice",)},
        title=texts.get("title", ""),
        published=moment,
        updated=moment,
        line={"id": number},
    )


def found(engine: Engine, text: str, language: str = "en") -> list[int]:
    request = SearchRequest(language, text, sort=Sort.RELEVANCE)
    return [hit.line["id"] for hit in engine.search(request).hits]


def test_a_word_counts_most_in_the_title_then_in_names_then_in_the_summary(
    engine: Engine,
) -> None:
    engine.rebuild(
        [
            document(1, body="harbour and some other words"),
            document(2, summary="harbour and some other words"),
            document(3, names="harbour and some other words"),
            document(4, title="harbour and some other words"),
        ]
    )
    assert found(engine, "harbour") == [4, 3, 2, 1]


def test_a_rare_word_counts_more_than_a_common_one(engine: Engine) -> None:
    engine.rebuild(
        [
            document(1, summary="city harbour", body="city city"),
            document(2, summary="city harbour", body="harbour harbour"),
            *(document(number, body="city") for number in range(3, 20)),
        ]
    )
    assert found(engine, "city harbour")[:2] == [2, 1]


def test_equally_good_matches_come_newest_first_then_by_id(engine: Engine) -> None:
    engine.rebuild(
        [document(1, age=9, body="a city"), document(3, body="a city"), document(2, body="a city")]
    )
    assert found(engine, "city") == [2, 3, 1]


@pytest.mark.parametrize("spelling", ["Şahin", "sahin", "SAHIN", "ŞAHİN", "şahın", "Sahin"])
def test_every_spelling_of_a_name_finds_it(engine: Engine, spelling: str) -> None:
    engine.rebuild([document(1, names="Fatma Şahin"), document(2, names="Fatma")])
    assert found(engine, spelling) == [1]


def test_the_beginning_of_the_last_word_finds_where_the_whole_finds_nothing(
    engine: Engine,
) -> None:
    engine.rebuild([document(1, names="Ivan Golubović"), document(2, names="Ivan Golub")])
    assert found(engine, "Golubovi") == [1]
    assert found(engine, "Golub") == [2]
    assert found(engine, "Golubovi Ivan") == []


def test_a_search_names_the_engine_that_answered(engine: Engine) -> None:
    engine.rebuild([])
    assert engine.search(SearchRequest("en")).engine == engine.name


@pytest.mark.parametrize("text", ["Marmara Belediyeler Birliği", '"marmara belediyeler" birligi'])
def test_who_asks_for_a_name_finds_first_what_bears_it(engine: Engine, text: str) -> None:
    engine.rebuild(
        [
            document(1, title="Marmara Forum", body="Belediyeler Birliği. " * 9, names="Birliği"),
            document(2, title="A union", names="Ayşe Kaya\nMarmara Belediyeler Birliği", body=LONG),
            document(3, title="Marmara Belediyeler Birliği Forumu", names="Birliği Belediyeler"),
            document(4, title="Of Marmara Belediyeler Birliği", names="Marmara Belediyeler"),
        ]
    )
    assert found(engine, text)[0] == 2


def test_a_title_counts_more_than_another_name(engine: Engine) -> None:
    engine.rebuild([document(1, names="Gaziantep"), document(2, title="Gaziantep", body=LONG)])
    assert found(engine, "gaziantep") == [2, 1]
