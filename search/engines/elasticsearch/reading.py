"""Answers: one request for a page of results with its total and all counts, sometimes a second."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from search.analysis import tokens
from search.engines import lines
from search.engines.base import Counts, Hit, Line, SearchResult
from search.engines.database import ENGINE as DATABASE
from search.engines.database import vocabulary
from search.engines.database.suggesting import MOST_WORDS, corrected
from search.engines.database.words import MOST_ENDINGS
from search.engines.elasticsearch import index
from search.engines.elasticsearch.asking import Asked, completing
from search.engines.elasticsearch.client import FAILURES, Budget, InexactError, client
from search.engines.elasticsearch.source import parsed
from search.facets import BY_PARAMETER
from search.models import DocumentRow
from search.query import Word
from search.request import SearchRequest

NAME = "elasticsearch"
AT_ONCE = 1_000  # lines of a download
KEPT = "2m"  # how long a download may rest between two batches
Answer = Mapping[str, Any]
Name = tuple[UUID, str]


class Found(NamedTuple):
    """What the server says of a request as it was understood: the names are of one page."""

    asked: Asked
    names: list[Name]
    total: int
    counts: Counts


def find(request: SearchRequest, leave_out: Collection[UUID], budget: Budget) -> Found:
    """All of an answer that the server has."""
    asked, answer = _answer(
        Asked(request, leave_out),
        budget,
        size=request.page_size,
        from_=(request.page - 1) * request.page_size,
        with_counts=True,
    )
    return Found(asked, _names(answer), _total(answer), _counts(asked, answer))


def search(request: SearchRequest, leave_out: Collection[UUID], budget: Budget) -> SearchResult:
    """One page of results."""
    found = find(request, leave_out, budget)
    return SearchResult(
        total=found.total,
        hits=_hits(found.names, found.asked),
        counts=found.counts,
        engine=NAME,
        suggestion=None if found.total else _suggestion(found.asked, budget),
    )


def total(request: SearchRequest, leave_out: Collection[UUID], budget: Budget) -> int:
    """How many results there are."""
    _asked, answer = _answer(Asked(request, leave_out), budget, size=0)
    return _total(answer)


def all_names(request: SearchRequest, leave_out: Collection[UUID]) -> Iterator[list[Name]]:
    """The names of all results as of now, in order and in batches; each has a budget of its own."""
    opened = Budget().client().open_point_in_time(index=index.alias(), keep_alive=KEPT)
    try:
        asked = Asked(request, leave_out)
        more: dict[str, Any] = {}
        while True:
            pit = {"id": opened["id"], "keep_alive": KEPT}
            asked, answer = _answer(asked, Budget(), size=AT_ONCE, pit=pit, **more)
            if not (hits := answer["hits"]["hits"]):
                return
            more = {"search_after": hits[-1]["sort"]}
            yield _names(answer)
    finally:
        # It ends by itself where nobody can end it.
        with suppress(*FAILURES):
            client().options(request_timeout=1).close_point_in_time(id=opened["id"])


def suggest(
    text: str, language: str, limit: int, leave_out: Collection[UUID], budget: Budget
) -> list[Line]:
    """Records of which title or names have words that begin as those of a text."""
    words = list(dict.fromkeys(tokens(text, language)))[:MOST_WORDS]
    if not words:
        return []
    asked = Asked(SearchRequest(language))
    answer = _search(
        budget,
        query=completing(words, language, leave_out).to_dict(),
        sort=["_score", *asked.order()],
        size=limit,
    )
    return [hit.line for hit in _hits(_names(answer), asked)]


def lines_of(names: list[Name]) -> list[Line]:
    """What results of these names show."""
    rows = _rows(names).values_list("key", "language", "line")
    found = {(key, language): line for key, language, line in rows}
    return [found[name] for name in names if name in found]


def _answer(
    asked: Asked, budget: Budget, *, with_counts: bool = False, **options: Any
) -> tuple[Asked, Answer]:
    """What is found; where nothing is, by the beginning of the last word, if nobody holds that."""
    answer = _ask(asked, budget, with_counts, options)
    if asked.completed or not asked.query.beginning or _total(answer) or "search_after" in options:
        return asked, answer
    holding = _search(budget, query=asked.holding_beginning().to_dict(), size=0)
    if _total(holding):
        return asked, answer
    asked = replace(asked, completed=True)
    return asked, _ask(asked, budget, with_counts, options)


def _ask(asked: Asked, budget: Budget, with_counts: bool, options: Mapping[str, Any]) -> Answer:
    ranked: dict[str, Any] = {}
    if asked.is_ranked:
        ranked["search_type"] = "dfs_query_then_fetch"  # all shards weigh words alike
        if "pit" not in options:
            ranked["preference"] = asked.preference()
    return _search(
        budget,
        query=asked.candidates().to_dict(),
        post_filter=asked.results().to_dict(),
        aggs=asked.counted() if with_counts else None,
        sort=asked.order(),
        **ranked,
        **options,
    )


def _search(budget: Budget, **options: Any) -> Answer:
    """Ask the server; every shard must have answered."""
    if "pit" not in options:
        options |= {"index": index.alias(), "allow_partial_search_results": False}
    milliseconds = round(budget.left() * 1000)
    answer = budget.client().search(
        track_total_hits=True, timeout=f"{milliseconds}ms", source=False, **options
    )
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise InexactError("Not every shard has answered")
    body: Answer = answer.body
    return body


def _total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def _names(answer: Answer) -> list[Name]:
    return [parsed(hit["_id"]) for hit in answer["hits"]["hits"]]


def _counts(asked: Asked, answer: Answer) -> Counts:
    """Of every facet the chosen values and all that have records."""
    found: dict[str, dict[str, int]] = {}
    together = answer["aggregations"]
    for group in together.values() if asked.filters else [together]:
        for facet in group.keys() & BY_PARAMETER.keys():
            counted = group[facet]
            if counted["sum_other_doc_count"] or counted["doc_count_error_upper_bound"]:
                raise InexactError(f"{facet} has too many values to count")
            numbers = {value["key"]: value["doc_count"] for value in counted["buckets"]}
            chosen = asked.request.facets.get(facet, ())
            found[facet] = dict.fromkeys(chosen, 0) | numbers
    return found


def _rows(names: Collection[Name]) -> Any:
    by_language: dict[str, list[UUID]] = {}
    for key, language in names:
        by_language.setdefault(language, []).append(key)
    either = (Q(language=code, key__in=keys) for code, keys in by_language.items())
    return DocumentRow.objects.filter(reduce(or_, either)) if names else DocumentRow.objects.none()


def _hits(names: list[Name], asked: Asked) -> tuple[Hit, ...]:
    """Of what the database has still: what it has not is no result any more."""
    rows = _rows(names)
    found = {row.name: row.hit for row in lines.read(rows, asked.query, _endings(asked))}
    return tuple(found[name] for name in names if name in found)


def _endings(asked: Asked) -> frozenset[str]:
    if not asked.completed:
        return frozenset()
    fresh = DATABASE.snapshot().fresh
    found = vocabulary.frequent(asked.query.beginning.text, MOST_ENDINGS, fresh)
    return frozenset(term for term, _number in found)


def _suggestion(asked: Asked, budget: Budget) -> str | None:
    """The text with words corrected, if that finds anything; the words are the database's."""

    fresh = DATABASE.snapshot().fresh

    def is_held(word: Word) -> bool:
        begins = word == asked.query.beginning and vocabulary.frequent(word.text, 1, fresh)
        return bool(begins or vocabulary.frequencies(word.forms, fresh))

    text = corrected(asked.request.text, asked.query, is_held, fresh)
    if text == asked.request.text:
        return None
    request = replace(asked.request, text=text, page=1)
    return text if total(request, asked.leave_out, budget) else None
