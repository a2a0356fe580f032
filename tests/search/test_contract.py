"""What every engine must do, compared with the plain reference over random collections.

A new engine is added to the fixture `engine`.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from operator import itemgetter
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.document import Document
from search.engines.base import Engine, SearchResult
from search.query import MOST_VERIFIED, parse_query
from search.request import SearchRequest, Sort
from tests.bench.trials import long, tell
from tests.search.collections import keys, random_collection, random_documents, random_request
from tests.search.reference import Reference
from tests.search.test_ranking import document

pytestmark = pytest.mark.django_db
# Of the trial: collections, and requests of each.
COLLECTIONS = int(long("COLLECTIONS", 3))
REQUESTS = int(long("REQUESTS", 50))
LARGE = 300  # records
BETWEEN_CHANGES = 20  # requests

chances = st.randoms(use_true_random=False)
collections = chances.map(random_collection)
requests = chances.map(random_request)
contract = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)


def ids(result: SearchResult) -> list[str]:
    return [hit.line["id"] for hit in result.hits]


def is_ranked(request: SearchRequest) -> bool:
    query = parse_query(request.text, request.language)
    return request.sort is Sort.RELEVANCE and bool(query)


def assert_same(found: SearchResult, expected: SearchResult, *, in_order: bool) -> None:
    assert found.total == expected.total
    assert found.missed == 0
    assert found.counts == expected.counts
    assert found.cut == expected.cut
    if in_order:
        assert [hit.line for hit in found.hits] == [hit.line for hit in expected.hits]
    assert len(found.hits) == len(expected.hits)


@contract
@given(
    documents=collections,
    asked=st.lists(requests, min_size=25, max_size=60),
    hidden=st.sets(st.sampled_from(keys(12)), max_size=3),
)
def test_totals_counts_sorting_and_paging_equal_the_reference(
    engine: Engine,
    documents: list[Document],
    asked: list[SearchRequest],
    hidden: set[UUID],
) -> None:
    engine.rebuild(documents)
    reference = Reference(documents)
    for number, request in enumerate(asked):
        leave_out = hidden if number % 3 == 0 else ()
        found = engine.search(request, leave_out=leave_out)
        expected = reference.search(request, leave_out=leave_out)
        assert_same(found, expected, in_order=not is_ranked(request))


@contract
@given(
    documents=collections,
    changes=st.lists(
        st.dictionaries(st.sampled_from(keys(14)), st.booleans(), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    ),
    asked=st.lists(requests, min_size=5, max_size=10),
    chance=chances,
)
def test_every_search_after_a_change_equals_the_reference(
    engine: Engine,
    documents: list[Document],
    changes: list[dict[UUID, bool]],
    asked: list[SearchRequest],
    chance: Random,
) -> None:
    engine.rebuild(documents)
    reference = Reference(documents)
    for change in changes:
        records = {
            key: random_documents(chance, key) if stays else [] for key, stays in change.items()
        }
        engine.replace(records)
        reference.replace(records)
        for request in asked:
            expected = reference.search(request)
            assert_same(engine.search(request), expected, in_order=not is_ranked(request))


@contract
@given(documents=collections, asked=st.lists(requests, min_size=10, max_size=20))
def test_the_pages_of_a_ranked_search_hold_every_match_once(
    engine: Engine, documents: list[Document], asked: list[SearchRequest]
) -> None:
    engine.rebuild(documents)
    reference = Reference(documents)
    for request in asked:
        ranked = replace(request, sort=Sort.RELEVANCE, page_size=2)
        total = reference.search(ranked).total
        pages = [engine.search(replace(ranked, page=page)) for page in range(1, total // 2 + 2)]
        found = [key for page in pages for key in ids(page)]
        everything = reference.search(replace(ranked, page=1, page_size=100))
        assert sorted(found) == sorted(ids(everything))


@contract
@given(documents=collections, asked=st.lists(requests, min_size=10, max_size=20))
def test_highlights_are_escaped_text_with_marks_only(
    engine: Engine, documents: list[Document], asked: list[SearchRequest]
) -> None:
    engine.rebuild(documents)
    for request in asked:
        for hit in engine.search(request).hits:
            for highlight in hit.highlights:
                assert "<mark>" in highlight
                assert not re.search(r"[<>\"']", re.sub(r"</?mark>", "", highlight))


def test_of_a_very_common_phrase_only_so_many_records_may_be_read_and_that_is_said(
    engine: Engine,
) -> None:
    """An engine that knows where words stand need not read any."""
    many = [document(number, body="social cohesion") for number in range(MOST_VERIFIED + 1)]
    last = document(MOST_VERIFIED + 1, body="cohesion, very social")
    engine.rebuild([*many, last])
    phrase = SearchRequest("en", '"social cohesion"', sort=Sort.NEWEST)
    found = engine.search(phrase)
    cut = (MOST_VERIFIED, True) if engine.name == "database" else (MOST_VERIFIED + 1, False)
    assert (found.total, found.cut) == cut
    assert Reference([*many, last]).search(phrase).cut
    found = engine.search(phrase, leave_out=[many[0].key, last.key])
    assert (found.total, found.cut) == (MOST_VERIFIED, False)
    words = engine.search(replace(phrase, text="social cohesion"))
    assert (words.total, words.cut) == (MOST_VERIFIED + 2, False)


def test_large_collections_are_answered_as_by_the_reference(engine: Engine) -> None:
    """The trial: too much for Hypothesis to make small, but every collection has its seed."""
    compared: Counter[str] = Counter(collections=COLLECTIONS)
    for seed in range(COLLECTIONS):
        chance = Random(seed)
        documents = random_collection(chance, LARGE)
        engine.rebuild(documents)
        reference = Reference(documents)
        for number in range(REQUESTS):
            if number % BETWEEN_CHANGES == 0:
                changed = chance.sample(keys(LARGE), LARGE // 10)
                records = {
                    key: random_documents(chance, key) * chance.randint(0, 1) for key in changed
                }
                engine.replace(records)
                reference.replace(records)
            hidden = chance.sample(keys(LARGE), LARGE // 10) if number % 3 == 0 else []
            compared += compare(engine, reference, random_request(chance), hidden)
    tell(**compared)


def compare(
    engine: Engine, reference: Reference, request: SearchRequest, hidden: Collection[UUID]
) -> Counter[str]:
    """Assert that a request is answered as by the reference; how much was compared."""
    found = engine.search(request, leave_out=hidden)
    assert_same(found, reference.search(request, leave_out=hidden), in_order=not is_ranked(request))
    lines = list(engine.iter_keys(request, leave_out=hidden))
    whole = replace(request, page=1, page_size=2 * LARGE)
    everything = [hit.line for hit in reference.search(whole, leave_out=hidden).hits]
    if is_ranked(request):
        lines, everything = (sorted(some, key=itemgetter("id")) for some in (lines, everything))
    assert lines == everything
    assert engine.total(request, leave_out=hidden) == len(everything)
    return Counter(
        requests=1,
        requests_with_results=bool(everything),
        requests_in_order=not is_ranked(request),
        facet_counts=sum(map(len, found.counts.values())),
        lines_on_pages=len(found.hits),
        lines_of_all_pages=len(lines),
    )
