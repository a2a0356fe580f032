"""Elasticsearch's index is built anew while editors publish: no reader sees a part of it.

`make trial-drill` does it more often, with more records.
"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from search.engines.elasticsearch.client import client
from tests.bench.drill import People, Site, fill, is_in_step, wait_until
from tests.bench.measures import spread
from tests.bench.processes import address
from tests.bench.trials import is_long, long, tell
from tests.servers import elasticsearch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.elasticsearch]
REBUILDS = int(long("ROUNDS", 1))
RECORDS = int(long("RECORDS", 30))
EDITORS = int(long("PROCESSES", 1))
PREFIX = "test-rebuild"


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Iterator[Site]:
    """A site whose indexes are deleted at the end."""
    with elasticsearch.named_or_new() as settings.ELASTICSEARCH_URL:
        settings.MEYDAN_ELASTICSEARCH_INDEX = PREFIX
        yield Site(address(), settings.ELASTICSEARCH_URL, PREFIX, tmp_path / "log")
        for name in client().indices.get(index=f"{PREFIX}-*"):
            client().indices.delete(index=name)


def test_no_search_sees_an_empty_or_a_partial_index(site: Site) -> None:
    people = People(fill(RECORDS))
    people.add("editors", site, "editor", EDITORS)
    people.add("visitors", site, "site", 1)
    people.add("readers of the index", site, "index", 1)
    with site.working(1):
        wait_until(is_in_step)
        with people.at_work():
            for _ in range(REBUILDS):
                rebuild("elasticsearch")
            rebuild("database")
            wait_until(is_in_step)
        told = people.told()
        wait_until(is_in_step)
    call_command("search_index", "verify", stdout=StringIO())
    if is_long():
        for name, some in told.items():
            times = [took for one in some for took in one["milliseconds"]]
            tell(who=name, times=len(times), milliseconds=spread(times))
    wrong = {name: [one.get("wrong", []) for one in some] for name, some in told.items()}
    assert wrong == {name: [[] for _ in some] for name, some in told.items()}


def rebuild(which: str) -> None:
    """As whoever looks after the site does it; the worker builds what the database's leaves."""
    call_command("search_index", "rebuild", "--only", which, stdout=StringIO())
