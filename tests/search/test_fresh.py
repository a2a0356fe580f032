"""Terms that the postings do not have yet: nobody who searches can tell them from the others."""

from collections import Counter
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.analysis import share
from search.document import Document
from search.engines.database import DatabaseEngine, merging, postings, vocabulary, words
from search.engines.database.ranking import term_weights
from search.models import FreshTerms
from search.request import SearchRequest, Sort
from tests.search.test_ranking import document

pytestmark = pytest.mark.django_db
WORDS = ("harbour", "harbours", "harvest", "city", "cities", "citizen", "language", "plan")
BEGINNINGS = ("h", "har", "harbour", "ci", "^", "^ci", "=", "~en:", "nothing")
RECORDS = 12
FEW = 4


@pytest.fixture(params=[FEW, merging.MOST_FRESH])
def most_fresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Every few changes the terms are merged; or never, so that all stay apart."""
    most: int = request.param
    monkeypatch.setattr(merging, "MOST_FRESH", most)
    return most


def some_words(chance: Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def a_document(chance: Random, number: int) -> Document:
    return document(number, title=some_words(chance, 3), body=some_words(chance, 9))


def held(engine: DatabaseEngine, term: str) -> dict[UUID, int]:
    """The weight of a term in each record, as a search reads it."""
    snapshot = engine.snapshot()
    (found,) = words.read({(term,): (term,)}, postings.read([term]), snapshot).values()
    times = round(postings.HUNDREDTHS * share(term))
    keys = [UUID(int=int(snapshot.column("low")[place])) for place in found.documents]
    return {key: weight // times for key, weight in zip(keys, found.weights.tolist(), strict=True)}


def assert_holds(engine: DatabaseEngine, records: dict[UUID, Document]) -> None:
    """That each term is read with its weight in each record, and counted where it is completed."""
    weights = {key: term_weights(one) for key, one in records.items()}
    frequent = Counter(term for terms in weights.values() for term in terms)
    fresh = engine.snapshot().fresh
    gone = {"harbour", "~en:citi", "=plan"} - frequent.keys()
    for term in [*frequent, *gone]:
        expected = {key: terms[term] for key, terms in weights.items() if term in terms}
        assert held(engine, term) == expected, term
    assert vocabulary.frequencies([*frequent, *gone], fresh) == frequent
    for beginning in BEGINNINGS:
        ordered = sorted(
            ((term, number) for term, number in frequent.items() if term.startswith(beginning)),
            key=lambda one: (-one[1], one[0]),
        )
        for most in (1, 3, 100):
            assert vocabulary.frequent(beginning, most, fresh) == ordered[:most], beginning


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_words_are_read_and_counted_as_if_written_at_once(
    most_fresh: int, seed: int
) -> None:
    chance = Random(seed)
    writer, reader = DatabaseEngine(), DatabaseEngine()
    records = {UUID(int=number): a_document(chance, number) for number in range(1, RECORDS // 2)}
    writer.rebuild(records.values())
    sizes = [0]
    for _ in range(25):
        for number in chance.sample(range(1, RECORDS), chance.choice((1, 1, 2, 6))):
            key = UUID(int=number)
            stays = chance.random() < 0.7
            records.pop(key, None)
            if stays:
                records[key] = a_document(chance, number)
            writer.replace({key: [records[key]] if stays else []})
            sizes.append(FreshTerms.objects.count())
        assert not writer.damage()
        assert_holds(reader, records)
    assert max(sizes) <= most_fresh
    merged = [before for before, after in pairwise(sizes) if before > after == 0]
    assert bool(merged) == (most_fresh == FEW)


def test_what_would_make_too_many_goes_into_the_postings() -> None:
    engine = DatabaseEngine()
    numbers = range(1, merging.MOST_FRESH + 2)
    records = {UUID(int=number): a_document(Random(number), number) for number in numbers}
    first, *others = records
    engine.rebuild([])
    engine.replace({first: [records[first]]})
    assert FreshTerms.objects.count() == 1
    engine.replace({key: [records[key]] for key in others})
    assert FreshTerms.objects.count() == merging.MOST_FRESH + 1 - merging.AT_ONCE
    assert not engine.damage()
    assert_holds(DatabaseEngine(), records)


def test_the_worker_leaves_nothing_fresh() -> None:
    engine, reader = DatabaseEngine(), DatabaseEngine()
    records = {UUID(int=number): a_document(Random(number), number) for number in range(1, 40)}
    for key, one in records.items():
        engine.replace({key: [one]})
    assert_holds(reader, records)
    DatabaseEngine().keep_up()
    assert not FreshTerms.objects.exists()
    assert not engine.damage()
    assert_holds(reader, records)
    version = engine.version()
    DatabaseEngine().keep_up()
    assert engine.version() == version


def test_a_publication_writes_no_row_for_a_word() -> None:
    engine = DatabaseEngine()
    engine.rebuild([document(1, title="The old harbour")])
    with CaptureQueriesContext(connection) as queries:
        engine.replace({UUID(int=2): [document(2, title="A new harbour")]})
    assert not any("search_posting" in query["sql"] for query in queries)
    found = engine.search(SearchRequest("en", "harbour", sort=Sort.RELEVANCE))
    assert [hit.line["id"] for hit in found.hits] == [1, 2]
    assert found.total == 2


def test_terms_of_a_rebuild_are_never_fresh() -> None:
    engine = DatabaseEngine()
    engine.replace({UUID(int=1): [document(1, title="A harbour")]})
    assert FreshTerms.objects.exists()
    engine.rebuild([document(2, title="A city")])
    assert not FreshTerms.objects.exists()
    assert engine.search(SearchRequest("en", "harbour")).total == 0
