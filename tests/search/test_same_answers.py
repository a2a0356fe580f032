"""Elasticsearch and the database give the same answers, in every language of the site.

Totals and counts are always the same. The order is where the request is unambiguous: where
results are sorted by what stands in them, ties included. How well a record matches is each
engine's own affair; then the first page is unambiguous as far as it goes: all results, where it
holds them all, and the record that bears the name asked for, which comes first.
"""

from dataclasses import replace
from itertools import cycle, product

import pytest
from django.core.management import call_command

from search.documents import all_documents
from search.engines.database import DatabaseEngine
from search.request import SearchRequest, Sort
from tests.search.fed import Fed
from tests.search.relevance.judging import judged_queries, made_documents

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
LANGUAGES = ("en", "tr", "ar", "fr")
TEXTS = (
    "", "göç", "migration", "MIGRATIONS", "الهجرة", "villes", "Sahin", "İSTANBUL", "2016",
    '"social cohesion"', "-migration", "the", "gaziant", "kadınların", "zzzzzz", "migraton",
)  # fmt: skip
CHOSEN: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"type": ("practice", "event")},
    {"type": ("practice",), "theme": ("social-cohesion",)},
)


def test_the_same_totals_counts_and_unambiguous_pages(with_elasticsearch: None) -> None:
    call_command("load_demo", verbosity=0)
    fed, database = Fed(), DatabaseEngine()
    fed.rebuild([*all_documents(), *made_documents()])
    chosen, sorts = cycle(CHOSEN), cycle(some for some in Sort if some is not Sort.RELEVANCE)
    asked = [
        SearchRequest(language, text, next(chosen), sort=sort)
        for language, text in product(LANGUAGES, TEXTS)
        for sort in (Sort.RELEVANCE, next(sorts))
    ]
    names = [
        SearchRequest(query.language, query.text, sort=Sort.RELEVANCE)
        for query in judged_queries()
        if query.kind == "name"
    ]
    found = 0
    for request in (*asked, *names):
        ours, theirs = fed.search(request), database.search(request)
        assert (ours.engine, theirs.engine) == ("elasticsearch", "database")
        assert ours.total == theirs.total, request
        assert ours.counts == theirs.counts, request
        assert ours.suggestion == theirs.suggestion, request
        lines, others = ([hit.line["id"] for hit in some.hits] for some in (ours, theirs))
        if request.sort is not Sort.RELEVANCE:
            assert lines == others, request
        elif ours.total <= request.page_size:
            assert set(lines) == set(others), request
        if request in names and ours.total:
            assert lines[0] == others[0], request
        if set(lines) == set(others):
            marked = {hit.line["id"]: hit.highlights for hit in theirs.hits}
            assert {hit.line["id"]: hit.highlights for hit in ours.hits} == marked, request
        found += bool(lines)
    assert found > len(asked) // 2
    for request in (replace(some, sort=Sort.NEWEST) for some in names):
        assert list(fed.iter_keys(request)) == list(database.iter_keys(request))
