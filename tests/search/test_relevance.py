"""How good results are, by judgements made before the ranking was tuned: nDCG@10."""

from collections import defaultdict
from collections.abc import Callable
from statistics import mean

import pytest

from home.demonstration.files import FOLDER
from search.document import Document
from search.documents import all_documents
from search.engines.base import Engine, SearchResult
from search.request import SearchRequest, Sort
from tests.search.relevance.judging import (
    DEPTH,
    Judged,
    judged_queries,
    made_documents,
    names,
    ndcg,
)

pytestmark = pytest.mark.django_db
ENOUGH = 0.9
ENOUGH_OF_A_KIND = 0.8
QUERIES = judged_queries()
DEMONSTRATION = {path.name.partition(".")[0] for path in FOLDER.glob("*/*.toml")}
# Spellings of names, and the records that hold them.
NAMES = {
    **dict.fromkeys(("Sahin", "Şahin", "ŞAHİN"), "Şahin"),
    "Bagcilar": "Bağcılar",
    "Haznedaroglu": "Haznedaroğlu",
    **dict.fromkeys(("istanbul", "İSTANBUL"), "Istanbul"),
    "Golubovi": "Golubović",
}


@pytest.fixture
def documents(demonstration_loaded: None) -> list[Document]:
    """The demonstration content and the invented records."""
    return [*all_documents(), *made_documents()]


def ask(engine: Engine, text: str, language: str) -> SearchResult:
    return engine.search(SearchRequest(language, text, sort=Sort.RELEVANCE, page_size=DEPTH))


def order(engine: Engine, query: Judged, called: dict[str, str]) -> list[str]:
    """The records found, best first; where there are none, those of the suggestion."""
    found = ask(engine, query.text, query.language)
    if not found.total and found.suggestion:
        found = ask(engine, found.suggestion, query.language)
    return [called[hit.line["id"]] for hit in found.hits]


def test_judgements_are_many_enough_and_speak_of_records_there_are() -> None:
    known = set(names(made_documents()).values()) | DEMONSTRATION
    assert len(QUERIES) >= 60
    assert sum(query.kind == "name" for query in QUERIES) * 3 >= len(QUERIES)
    assert {query.language for query in QUERIES} == {"en", "tr", "ar", "fr"}
    for query in QUERIES:
        assert query.grades.keys() <= known, query.text
        assert query.kind != "name" or len(query.grades) == 1


def test_results_come_in_the_order_readers_want(
    engine: Engine, documents: list[Document], record_property: Callable[[str, object], None]
) -> None:
    called = names(documents)
    engine.rebuild(documents)
    scores: dict[str, list[float]] = defaultdict(list)
    short = []
    for query in QUERIES:
        found = order(engine, query, called)
        score = ndcg(found, query.grades)
        scores[query.kind].append(score)
        if score < ENOUGH:
            short.append(f"{score:.2f} {query.language} {query.text}: {', '.join(found[:5])}")
    overall = mean(score for some in scores.values() for score in some)
    kinds = ", ".join(f"{kind} {mean(some):.3f} ({len(some)})" for kind, some in scores.items())
    summary = f"{engine.name}: nDCG@{DEPTH} {overall:.3f} of {len(QUERIES)} judged queries: {kinds}"
    record_property("summary", summary)
    report = "\n".join([summary, *short])
    assert overall >= ENOUGH, report
    assert min(map(mean, scores.values())) >= ENOUGH_OF_A_KIND, report
    assert set(scores["name"]) == {1}, report  # what bears the name comes first
    for spelling, name in NAMES.items():
        (first, *_others) = ask(engine, spelling, "en").hits
        assert any(
            name in "\n".join(document.texts.values())
            for document in documents
            if document.line["id"] == first.line["id"]
        ), spelling
