"""Sites under drill: each its database, its workers, readers and editors, who are processes."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from core.enums import RecordType
from search.engines.database import ENGINE as DATABASE
from search.engines.elasticsearch import verifying
from search.engines.elasticsearch.client import FAILURES
from search.health import State, health
from search.request import SearchRequest
from tests.bench.drilled import STEADY
from tests.bench.processes import address, let_go, reports, start
from tests.databases import copies
from tests.factories.pages import section

TAKEN_IN = 600  # seconds after which Elasticsearch holds what the database does
Told = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Site:
    """Where the processes of a site find what they need, and where they complain."""

    database: str
    elasticsearch: str  # addresses, none for a site without
    prefix: str
    log: Path

    def start(self, module: str, *words: object) -> subprocess.Popen[str]:
        """A process of the site that runs a module."""
        variables = {
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "tests.bench.drill_settings",
            "ELASTICSEARCH_URL": self.elasticsearch,
            "MEYDAN_ELASTICSEARCH_INDEX": self.prefix,
        }
        return start(module, *words, variables=variables, log=self.log)

    @contextmanager
    def working(self, number: int) -> Iterator[None]:
        """So many workers; none may end before the block does."""
        workers = [self.start("django", "worker", "--every=5") for _ in range(number)]
        try:
            yield
            assert [worker.poll() for worker in workers] == [None] * number, self.log.read_text()
        finally:
            for worker in workers:
                worker.terminate()
                worker.communicate()


def fill(records: int) -> int:
    """Make a section for editors, and so many pages that nobody changes; how many are found."""
    section(RecordType.PRACTICE)
    call_command("make_corpus", size=records, stdout=StringIO())
    return DATABASE.total(SearchRequest("en", text=STEADY))


@contextmanager
def another_database(folder: Path, records: int) -> Iterator[str]:
    """The address of a database that is filled alike."""
    first = connection.settings_dict["NAME"]
    connection.close()
    name = f"drill_{os.getpid()}"
    other = copies(folder, name, folder, name)
    try:
        other.create()
        fill(records)
        found = address()
        connection.close()
    finally:
        connection.settings_dict["NAME"] = first
    try:
        yield found
    finally:
        other.drop()


class People:
    """Readers and editors of sites, by kind, who go on until they are asked what they met."""

    def __init__(self, expected: int) -> None:
        """`expected` records hold the word that all who are there from the beginning hold."""
        self.expected = expected
        self.kinds: dict[str, list[subprocess.Popen[str]]] = {}

    def add(self, name: str, site: Site, kind: str, number: int) -> None:
        """So many more; `tests.bench.drilled` says of which kinds there are."""
        self.kinds[name] = [
            site.start("tests.bench.drilled", kind, one, self.expected)
            for one in range(1, number + 1)
        ]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let all of them begin; whatever happens in the block, none of them outlives the test."""
        everybody = [one for some in self.kinds.values() for one in some]
        try:
            let_go(everybody)
            yield
        except BaseException:
            for one in everybody:
                one.kill()
                one.communicate()
            raise

    def told(self) -> Told:
        """Ask everybody to stop, and what they met."""
        return {name: reports(some) for name, some in self.kinds.items()}


def wait_until(true: Callable[[], bool], seconds: float = TAKEN_IN) -> float:
    """How many seconds it took until something was true; raises `TimeoutError`."""
    begin = time.monotonic()
    while not true():
        if time.monotonic() > begin + seconds:
            raise TimeoutError(f"Not within {seconds} seconds; {health()}")
        time.sleep(0.2)
    return time.monotonic() - begin


def is_in_step() -> bool:
    """Whether Elasticsearch holds what the database does, and the worker knows of no problem."""
    if health().state is not State.OK:
        return False
    try:
        return not verifying.differing()
    except FAILURES:
        return False
