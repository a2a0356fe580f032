"""What engines do beside searching: suggesting, correcting, reading everything, keeping up."""

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection

from search.engines.base import Engine
from search.engines.database import DatabaseEngine, counting
from search.request import SearchRequest, Sort
from tests.search.test_ranking import document

pytestmark = pytest.mark.django_db
EVERYTHING = SearchRequest("en", sort=Sort.NEWEST)


@pytest.fixture
def engine(engine: Engine) -> Engine:
    engine.rebuild(
        [
            document(1, title="Harbour of arrivals", names="Fatma Şahin"),
            document(2, title="A city plan", names="Harun Kaya", body="harbour shahin"),
            document(3, title="Harbours", body="a plan for the harbour"),
        ]
    )
    return engine


def test_records_are_suggested_by_how_words_of_their_title_or_names_begin(engine: Engine) -> None:
    def suggested(text: str) -> list[int]:
        return [line["id"] for line in engine.suggest(text, "en", 10)]

    assert suggested("har") == [1, 3, 2]
    assert suggested("sah fat") == [1]
    assert suggested("shahin") == []
    assert suggested("") == []


def test_words_are_suggested_by_frequency(engine: Engine) -> None:
    assert engine.suggest_terms("har", 5) == ["harbour", "harbours", "harun"]
    assert engine.suggest_terms("", 5) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harbuor", "harbour"), ("harbor", "harbour"), ("hxarbour", "harbour"), ("plan", None)],
)
def test_a_word_is_corrected_by_one_edit(engine: Engine, typed: str, meant: str | None) -> None:
    assert engine.correct(typed) == meant


def test_a_text_is_corrected_only_where_that_finds_more(engine: Engine) -> None:
    def suggestion(text: str) -> str | None:
        return engine.search(SearchRequest("en", text, sort=Sort.RELEVANCE)).suggestion

    assert suggestion("the Harbuor plan") == "the harbour plan"
    assert suggestion("harbour") is None
    assert suggestion("citi zzzz") is None
    assert suggestion('"the harbuor"') == '"the harbour"'
    assert suggestion('"harbuor the"') is None


def test_all_results_are_read_whatever_the_page(engine: Engine) -> None:
    request = replace(EVERYTHING, page=3, page_size=1)
    assert [line["id"] for line in engine.iter_keys(request)] == [1, 2, 3]
    assert engine.total(request) == 3


def test_the_version_changes_with_the_index_and_only_then(engine: Engine) -> None:
    version = engine.version()
    engine.replace({UUID(int=1): [document(1, title="Harbour of arrivals", names="Fatma Şahin")]})
    assert engine.version() == version
    engine.replace({UUID(int=1): []})
    assert engine.version() > version


def test_records_with_very_many_values_are_counted_and_change(engine: Engine) -> None:
    """More than a row of the table in memory holds, over and again."""
    years = tuple(str(year) for year in range(1950, 2026))

    def counted(number: int) -> dict[str, int]:
        crowded = document(2, title="A city plan")
        facets = {**crowded.facets, "year": years[:number]}
        engine.replace({UUID(int=2): [replace(crowded, facets=facets)]})
        return dict(engine.search(EVERYTHING).counts["year"])

    for number in (70, 3, 76, 0, 20):
        assert counted(number) == dict.fromkeys(years[:number], 1)


def test_titles_are_sorted_by_all_their_letters(engine: Engine) -> None:
    start = "a title that begins like many other titles do "
    engine.rebuild([document(n, title=start + end) for n, end in enumerate("cab", start=1)])
    hits = engine.search(replace(EVERYTHING, sort=Sort.TITLE)).hits
    assert [hit.line["id"] for hit in hits] == [2, 3, 1]


def test_sqlite_keeps_the_rows_of_a_term_side_by_side() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'search_posting'")
            assert "WITHOUT ROWID" in cursor.fetchone()[0]


def test_a_value_that_has_lost_its_last_record_is_counted_as_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "MOST_ROWS", 0)
    engine = DatabaseEngine()
    made = [replace(document(n), facets={"shown_in": ("en",), "city": (f"c{n}",)}) for n in (1, 2)]
    engine.rebuild(made)
    engine.replace({made[0].key: []})
    # A process that has not known the value while it had a record.
    assert DatabaseEngine().search(EVERYTHING).counts["city"] == {"c2": 1}
