"""A collection of synthetic documents in every engine, and what is measured of it."""

import argparse
import gc
import time
from collections.abc import Iterator
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
from tests.bench.workload import COMPARED, KINDS, Question, questions

WAGTAIL_BUDGET = 30  # as many times its longest answer as all its answers may take together


class Collection:
    """Built once, then measured part by part, in the order of the methods."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self.asked = questions(options.seed, one_in=options.one_in)
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
        """Ours, Tantivy and the limit in turn; brute force once, as it is slow."""
        times, slow = Times(), Times()
        quick: list[Contender] = [self.ours, self.tantivy, self.roaring]
        in_turn(quick, self.asked, self.options.rounds, times)
        engines = summary(times, self.asked, self.ours.name)
        if brute_force:
            in_turn([self.ours, Scan(self.held)], self.asked, 1, slow)
            engines["scan"] = summary(slow, self.asked, self.ours.name)["scan"]
        return {
            "engines": engines,
            "disagreements": [*times.disagreements, *slow.disagreements],
            "totals": spread(times.totals.values()),
        }

    def whole_search(self) -> dict[str, Any]:
        """Ours with all that the comparison leaves out, asked a second time."""
        took: dict[str, list[float]] = {kind: [] for kind in KINDS}
        for question in self.asked:
            self.ours.search(question.request)
            _, again = timed(lambda q=question: self.ours.search(q.request))  # type: ignore[misc]
            took[question.kind].append(again)
        compared = [time for kind in COMPARED for time in took[kind]]
        return {**spread(compared), "kinds": {kind: spread(took[kind]) for kind in KINDS}}

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
        for number, question in self._within(most * WAGTAIL_BUDGET):
            slow += _ask(wagtail, number, question, times, most)
            _, took = timed(lambda q=question: self.ours.answer(q.request))  # type: ignore[misc]
            times.of[self.ours.name][number].append(took)
        return {
            **summary(times, self.asked, self.ours.name),
            "build_s": round(built / 1000, 1),
            "broken off": slow,
            "most_seconds": most,
        }

    def _within(self, seconds: float) -> Iterator[tuple[int, Question]]:
        end = time.monotonic() + seconds
        for number, question in enumerate(self.asked):
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
