"""Engines in turn, question by question: whatever else the machine does meets them all alike."""

import gc
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

from tests.bench.contenders.base import Answer, Contender
from tests.bench.measures import spread, timed
from tests.bench.workload import COMPARED, KINDS, Question


@dataclass
class Times:
    """By engine and question, in milliseconds, a time of each round; `first` of the one before."""

    of: dict[str, dict[int, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    first: dict[str, dict[int, list[float]]] = field(default_factory=lambda: defaultdict(dict))
    disagreements: list[str] = field(default_factory=list)
    totals: dict[int, int] = field(default_factory=dict)


def in_turn(
    contenders: Sequence[Contender], asked: Sequence[Question], rounds: int, times: Times
) -> None:
    """Ask every engine every question, in another order each time: who comes after whom matters.

    In a round before the first totals and counts are compared with those of the first engine. It
    is timed apart: nobody has been asked these questions before.
    """
    chance = random.Random("turns")
    for number, question in enumerate(asked):
        answers = {}
        for one in chance.sample(contenders, len(contenders)):
            answers[one.name], took = timed(partial(one.answer, question.request))
            times.first[one.name][number] = [took]
        times.totals[number] = answers[contenders[0].name].total
        times.disagreements += _disagreements(question, answers, contenders[0].name)
    # What one engine leaves behind is not collected in the time of another.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for number, question in enumerate(asked):
            for one in chance.sample(contenders, len(contenders)):
                _answer, took = timed(partial(one.answer, question.request))
                times.of[one.name][number].append(took)
    gc.unfreeze()


def _disagreements(question: Question, answers: Mapping[str, Answer], first: str) -> Iterable[str]:
    for name, answer in answers.items():
        if not answer.same_as(answers[first]):
            yield f"{name} and {first}: {question.request}"


def summary(times: Times, asked: Sequence[Question], reference: str) -> dict[str, Any]:
    """For each engine p50 and p95 over the questions that are compared, and of each kind.

    A question's time is the median of its rounds. `ratio` is to `reference` on the same
    questions.
    """
    medians = {
        name: {number: median(rounds) for number, rounds in by_question.items()}
        for name, by_question in times.of.items()
    }
    return {name: _of_engine(own, medians[reference], asked) for name, own in medians.items()}


def _of_engine(
    own: Mapping[int, float], reference: Mapping[int, float], asked: Sequence[Question]
) -> dict[str, Any]:
    compared = [number for number in own if asked[number].kind in COMPARED]
    ours = spread(own[number] for number in compared)
    theirs = spread(reference[number] for number in compared if number in reference)
    return {
        **ours,
        "ratio": {key: round(ours[key] / theirs[key], 2) for key in ours if theirs[key]},
        "questions": len(own),
        "all kinds": spread(own.values()),
        "kinds": {
            kind: spread(own[number] for number in own if asked[number].kind == kind)
            for kind in KINDS
        },
    }
