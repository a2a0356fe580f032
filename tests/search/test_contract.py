"""What every engine must do, compared with the plain reference over random collections.

A new engine is added to `ENGINES`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.document import Document
from search.engines.base import Engine, SearchResult
from search.engines.database import DatabaseEngine
from search.query import parse_query
from search.request import SearchRequest, Sort
from tests.search.collections import collections, documents_of, keys, requests
from tests.search.reference import Reference

ENGINES: list[Callable[[], Engine]] = [DatabaseEngine]

pytestmark = pytest.mark.django_db
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


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.param()
    return made


def ids(result: SearchResult) -> list[str]:
    return [hit.line["id"] for hit in result.hits]


def is_ranked(request: SearchRequest) -> bool:
    query = parse_query(request.text, request.language)
    return request.sort is Sort.RELEVANCE and bool(query)


def assert_same(found: SearchResult, expected: SearchResult, *, in_order: bool) -> None:
    assert found.total == expected.total
    assert found.counts == expected.counts
    if in_order:
        assert [hit.line for hit in found.hits] == [hit.line for hit in expected.hits]
    assert len(found.hits) == len(expected.hits)


@contract
@given(
    collection=collections(),
    asked=st.lists(requests(), min_size=25, max_size=60),
    hidden=st.sets(st.sampled_from(keys(12)), max_size=3),
)
def test_totals_counts_sorting_and_paging_equal_the_reference(
    engine: Engine,
    collection: dict[UUID, list[Document]],
    asked: list[SearchRequest],
    hidden: set[UUID],
) -> None:
    documents = [document for group in collection.values() for document in group]
    engine.rebuild(documents)
    reference = Reference(documents)
    for number, request in enumerate(asked):
        leave_out = hidden if number % 3 == 0 else ()
        found = engine.search(request, leave_out=leave_out)
        expected = reference.search(request, leave_out=leave_out)
        assert_same(found, expected, in_order=not is_ranked(request))


@contract
@given(
    collection=collections(),
    changes=st.lists(
        st.dictionaries(st.sampled_from(keys(14)), st.booleans(), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    ),
    asked=st.lists(requests(), min_size=5, max_size=10),
    data=st.data(),
)
def test_every_search_after_a_change_equals_the_reference(
    engine: Engine,
    collection: dict[UUID, list[Document]],
    changes: list[dict[UUID, bool]],
    asked: list[SearchRequest],
    data: st.DataObject,
) -> None:
    documents = [document for group in collection.values() for document in group]
    engine.rebuild(documents)
    reference = Reference(documents)
    for change in changes:
        records = {
            key: data.draw(documents_of(key)) if stays else [] for key, stays in change.items()
        }
        engine.replace(records)
        reference.replace(records)
        for request in asked:
            expected = reference.search(request)
            assert_same(engine.search(request), expected, in_order=not is_ranked(request))


@contract
@given(collection=collections(), asked=st.lists(requests(), min_size=10, max_size=20))
def test_the_pages_of_a_ranked_search_hold_every_match_once(
    engine: Engine, collection: dict[UUID, list[Document]], asked: list[SearchRequest]
) -> None:
    documents = [document for group in collection.values() for document in group]
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
@given(collection=collections(), asked=st.lists(requests(), min_size=10, max_size=20))
def test_highlights_are_escaped_text_with_marks_only(
    engine: Engine, collection: dict[UUID, list[Document]], asked: list[SearchRequest]
) -> None:
    engine.rebuild([document for group in collection.values() for document in group])
    for request in asked:
        for hit in engine.search(request).hits:
            for highlight in hit.highlights:
                assert "<mark>" in highlight
                assert not re.search(r"[<>\"']", re.sub(r"</?mark>", "", highlight))
