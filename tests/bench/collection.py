"""A collection of synthetic documents in every engine, and what is measured of it."""

import argparse
import gc
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from tests.bench.comparison import Times, in_turn, summary
from tests.bench.contenders.base import Contender, analysed
from tests.bench.contenders.ours import Ours
from tests.bench.contenders.roaring import Roaring
from tests.bench.contenders.scan import Scan
from tests.bench.contenders.tantivy_index import Tantivy
from tests.bench.contenders.wagtails import TooSlow, Wagtails
from tests.bench.disk import index_megabytes
from tests.bench.documents import documents
from tests.bench.measures import spread, timed
from tests.bench.upkeep import publishing
from tests.bench.workload import BREADTHS, COMPARED, Question, questions

WAGTAIL_BUDGET = 30  # as many times its longest answer as all its answers may take together


class Collection:
    """Built once, then measured part by part, in the order of the methods."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.asked = {
            breadth: questions(options.seed, breadth, one_in=options.one_in) for breadth in BREADTHS
        }
        self.ours = Ours()

    def built(self) -> dict[str, Any]:
        """Seconds and megabytes of our index, of Tantivy's, and of the sets in memory."""
        call_command("migrate", "search", verbosity=0)
        size, seed = self.options.size, self.options.seed
        self.documents = list(documents(size, seed))
        _, whole = timed(lambda: self.ours.engine.rebuild(iter(self.documents)))
        self.held, analysis = timed(lambda: analysed(self.documents))
        self.tantivy, indexed = timed(lambda: Tantivy(self.folder, self.held))
        self.roaring, gathered = timed(lambda: Roaring(self.held))
        files = sum(file.stat().st_size for file in self.folder.iterdir())
        return {
            "database": connection.vendor,
            "build_s": {
                "meydan": round(whole / 1000, 1),
                "analysis alone": round(analysis / 1000, 1),
                "tantivy after analysis": round(indexed / 1000, 1),
                "roaring after analysis": round(gathered / 1000, 1),
            },
            "disk_mb": {"meydan": index_megabytes(), "tantivy": round(files / 1_000_000, 1)},
        }

    def compared(self, *, brute_force: bool) -> dict[str, Any]:
        """Of each breadth: ours, Tantivy and the limit in turn; brute force once, as it is slow."""
        return {breadth: self._compared(breadth, brute_force) for breadth in BREADTHS}

    def _compared(self, breadth: str, brute_force: bool) -> dict[str, Any]:
        times, slow, asked = Times(), Times(), self.asked[breadth]
        quick: list[Contender] = [self.ours, self.tantivy, self.roaring]
        in_turn(quick, asked, self.options.rounds, times)
        engines = summary(times, asked, self.ours.name)
        if brute_force:
            in_turn([self.ours, Scan(self.held)], asked, 1, slow)
            engines["scan"] = summary(slow, asked, self.ours.name)["scan"]
        return {
            "engines": {**engines, "meydan, whole search": self._whole_search(asked)},
            "disagreements": [*times.disagreements, *slow.disagreements],
            "found": spread(times.totals[n] for n, one in enumerate(asked) if one.kind in COMPARED),
        }

    def _whole_search(self, asked: Sequence[Question]) -> dict[str, Any]:
        """Ours with all that the comparison leaves out, asked a second time."""
        times = Times()
        for number, question in enumerate(asked):
            self.ours.search(question.request)
            _, again = timed(lambda q=question: self.ours.search(q.request))  # type: ignore[misc]
            times.of[self.ours.name][number].append(again)
        figures: dict[str, Any] = summary(times, asked, self.ours.name)[self.ours.name]
        return figures

    def published(self) -> dict[str, Any]:
        """What a publication costs."""
        options = self.options
        return publishing(options.size, options.seed, options.publications)

    def beside_wagtail(self) -> dict[str, Any]:
        """Wagtail's own search, as many questions as it answers in the time it is given."""
        call_command("migrate", "wagtailsearch", verbosity=0)
        call_command("migrate", "bench", run_syncdb=True, verbosity=0)
        most = self.options.wagtail_seconds
        wagtail, built = timed(lambda: Wagtails(self.held, most_seconds=most))
        gc.collect()
        times = Times()
        slow = 0
        for number, question in self._within(most * WAGTAIL_BUDGET, self.asked["narrow"]):
            slow += _ask(wagtail, number, question, times, most)
            _, took = timed(lambda q=question: self.ours.answer(q.request))  # type: ignore[misc]
            times.of[self.ours.name][number].append(took)
        return {
            **summary(times, self.asked["narrow"], self.ours.name),
            "build_s": round(built / 1000, 1),
            "broken off": slow,
            "most_seconds": most,
        }

    def _within(self, seconds: float, asked: Sequence[Question]) -> Iterator[tuple[int, Question]]:
        end = time.monotonic() + seconds
        for number, question in enumerate(asked):
            if time.monotonic() < end:
                yield number, question


def _ask(wagtail: Wagtails, number: int, question: Question, times: Times, most: float) -> int:
    """Take the time of an answer, at most what is allowed; 1 where it was broken off."""
    try:
        _, took = timed(lambda: wagtail.answer(question.request))
    except TooSlow:
        times.of[wagtail.name][number].append(most * 1000)
        return 1
    times.of[wagtail.name][number].append(took)
    return 0
