"""The comparison of the engines that are quick."""

import argparse
import pickle
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from django.conf import settings

from search.request import SearchRequest
from tests.bench.comparison import Times, in_turn, summary
from tests.bench.contenders.base import Contender
from tests.bench.contenders.elastic import Elastic
from tests.bench.contenders.ours import Ours
from tests.bench.contenders.roaring import Roaring
from tests.bench.contenders.tantivy_index import OneSegment, Tantivy
from tests.bench.measures import spread, timed
from tests.bench.workload import BREADTHS, COMPARED, Question, questions

FEWEST_LETTERS, MOST_LETTERS = 2, 8  # typed


def compared(options: argparse.Namespace) -> dict[str, Any]:
    """Of each breadth: ours, Tantivy, the limit and Elasticsearch, if there is one, in turn."""
    tantivy: list[Contender] = [Tantivy(options.folder), OneSegment(options.folder)]
    sets = options.folder / Roaring.name
    roaring: Contender = pickle.loads(sets.read_bytes())  # noqa: S301 - our own
    elastic = [Elastic()] if settings.ELASTICSEARCH_URL else []
    found = {}
    for breadth in BREADTHS:
        times, whole = Times(), Times()
        # A process that has its index loaded, but no words at hand.
        ours = Ours()
        ours.answer(SearchRequest("en"))
        contenders: list[Contender] = [ours, *tantivy, roaring, *elastic]
        asked = questions(options.seed, breadth, one_in=options.one_in)
        in_turn(contenders, asked, options.rounds, times)
        _whole_search([ours, *elastic], asked, whole)
        engines = summary(times, asked, ours.name)
        for name, figures in summary(Times(of=times.first), asked, ours.name).items():
            engines[f"{name}, first asked"] = figures
        for name, figures in summary(whole, asked, ours.name).items():
            engines[f"{name}, whole search"] = figures
        totals = [times.totals[n] for n, one in enumerate(asked) if one.kind in COMPARED]
        found[breadth] = {
            "engines": engines,
            "disagreements": times.disagreements,
            "found": spread(totals),
            "suggestions": spread(_suggesting(ours, asked)),
        }
    return found


def _suggesting(ours: Ours, asked: Sequence[Question]) -> Iterator[float]:
    """How long records for what is typed of a question's words take, letter by letter."""
    for _kind, request in asked:
        for letters in range(FEWEST_LETTERS, min(len(request.text), MOST_LETTERS) + 1):
            typed = request.text[:letters]
            _, took = timed(partial(ours.suggest, typed, request.language))
            yield took


def _whole_search(
    engines: Sequence[Ours | Elastic], asked: Sequence[Question], times: Times
) -> None:
    """With all that the comparison leaves out, asked a second time."""
    for number, question in enumerate(asked):
        for engine in engines:
            engine.search(question.request)
            _, again = timed(partial(engine.search, question.request))
            times.of[engine.name][number].append(again)
