"""Eight processes publish at once: nothing is lost, nothing contradicts itself, readers read on.

`make trial-publishing` runs it for longer and prints the figures.
"""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from core.enums import RecordType
from search import upkeep
from search.document import Document
from tests.bench.contenders.base import analysed
from tests.bench.contenders.ours import Ours
from tests.bench.contenders.scan import Scan
from tests.bench.documents import document
from tests.bench.documents import documents as many
from tests.bench.measures import spread
from tests.bench.processes import let_go, reports, start
from tests.bench.publisher import SEED
from tests.bench.trials import long, tell
from tests.bench.workload import questions
from tests.factories.pages import section
from tests.search.pages import assert_searches_tell_the_truth

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 8
SECONDS = long("SECONDS", 4)
DOCUMENTS = int(long("DOCUMENTS", 200))  # there before


def _published(kind: str, *, seconds: float) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    writers = [start("tests.bench.publisher", kind, n, seconds) for n in range(1, PROCESSES + 1)]
    reader = start("tests.bench.publisher", "reader", 0, seconds)
    let_go([*writers, reader])
    said = reports(writers)
    (read,) = reports([reader])
    took = [time for report in said for time in report["milliseconds"]]
    tell(
        database=connection.vendor,
        publishing=kind,
        a_second=round(len(took) / seconds, 1),
        a_publication=spread(took),
        alongside_a_search=spread(read["milliseconds"]),
        searches=len(read["milliseconds"]),
    )
    return said, read


def _expected(said: list[dict[str, Any]]) -> list[Document]:
    """What must be in the index, by what the processes say they have published."""
    found = list(many(DOCUMENTS, SEED))
    for report in said:
        for number, texts, facets in report.get("live", ()):
            classes = document(number, SEED, edition=facets).facets
            found.append(replace(document(number, SEED, edition=texts), facets=classes))
    return found


def test_the_index_holds_what_eight_processes_put_into_it_at_once() -> None:
    ours = Ours()
    ours.engine.rebuild(many(DOCUMENTS, SEED))
    said, read = _published("documents", seconds=SECONDS)
    expected = _expected(said)
    assert read["milliseconds"]
    assert ours.engine.damage() == []
    assert ours.engine.keys() == {one.key for one in expected}
    assert ours.engine.differing({one.key: [one] for one in expected}) == {}
    asked = [question.request for question in questions(SEED, one_in=5)]
    kept = [ours.answer(request) for request in asked]
    plain = Scan(analysed(expected))
    assert all(plain.answer(r).same_as(one) for r, one in zip(asked, kept, strict=True))
    ours.engine.rebuild(iter(expected))
    assert all(ours.answer(r).same_as(one) for r, one in zip(asked, kept, strict=True))


def test_searches_tell_the_truth_after_eight_processes_published_pages_at_once() -> None:
    section(RecordType.PRACTICE)
    _published("pages", seconds=SECONDS)
    assert upkeep.differing_records() == {}
    assert upkeep.contradictions() == []
    if SECONDS < 10:  # the reference looks at every page, and a result has 100 lines at most
        assert_searches_tell_the_truth(facets=True)
