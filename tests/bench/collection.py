"""A collection of synthetic documents in every engine, and what is measured of it."""

import argparse
import gc
import pickle
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench.comparison import Times, in_turn, summary
from tests.bench.contenders import elastic
from tests.bench.contenders.base import analysed
from tests.bench.contenders.ours import Ours
from tests.bench.contenders.roaring import Roaring
from tests.bench.contenders.scan import Scan
from tests.bench.contenders.tantivy_index import OneSegment, Tantivy
from tests.bench.contenders.wagtails import TooSlow, Wagtails
from tests.bench.disk import index_megabytes
from tests.bench.documents import documents
from tests.bench.measures import timed
from tests.bench.workload import BREADTHS, Question, questions

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
        _, indexed = timed(lambda: Tantivy(self.folder, self.held))
        OneSegment(self.folder, self.held)
        roaring, gathered = timed(lambda: Roaring(self.held))
        (self.folder / roaring.name).write_bytes(pickle.dumps(roaring))
        files = sum(file.stat().st_size for file in (self.folder / Tantivy.name).iterdir())
        return {
            "database": connection.vendor,
            "build_s": {
                "meydan": round(whole / 1000, 1),
                "analysis alone": round(analysis / 1000, 1),
                "tantivy after analysis": round(indexed / 1000, 1),
                "roaring after analysis": round(gathered / 1000, 1),
                **_fed(),
            },
            "disk_mb": {"meydan": index_megabytes(), "tantivy": round(files / 1_000_000, 1)},
        }

    def beside_brute_force(self) -> dict[str, Any]:
        """Of each breadth: ours and a scan of all documents, once, as it is slow."""
        found = {}
        scan = Scan(self.held)
        for breadth, asked in self.asked.items():
            times = Times()
            in_turn([self.ours, scan], asked, 1, times)
            figures = summary(times, asked, self.ours.name)[scan.name]
            found[breadth] = {"scan": figures, "disagreements": times.disagreements}
        return found

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
            _, took = timed(partial(self.ours.answer, question.request))
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


def _fed() -> dict[str, float]:
    """Elasticsearch, if there is one, from the rows of the database."""
    if not settings.ELASTICSEARCH_URL:
        return {}
    _, fed = timed(elastic.build)
    return {"elasticsearch from rows": round(fed / 1000, 1)}


def _ask(wagtail: Wagtails, number: int, question: Question, times: Times, most: float) -> int:
    """Take the time of an answer, at most what is allowed; 1 where it was broken off."""
    try:
        _, took = timed(lambda: wagtail.answer(question.request))
    except TooSlow:
        times.of[wagtail.name][number].append(most * 1000)
        return 1
    times.of[wagtail.name][number].append(took)
    return 0
