"""What happens to Elasticsearch, readers never notice, editors never wait for, and it ends well.

`make trial-drill` has twenty rounds, with three nodes; `make test` a short one with one.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from search import upkeep
from search.engines.elasticsearch import index, verifying
from search.engines.elasticsearch.client import client
from search.records import keys_of, published
from tests.bench.drill import People, Site, Told, another_database, fill, is_in_step, wait_until
from tests.bench.measures import percentile, spread
from tests.bench.mishaps import MISHAPS, SHORT, Scene
from tests.bench.processes import address
from tests.bench.trials import is_long, long, tell
from tests.servers import elasticsearch
from tests.servers.network import Network

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.elasticsearch]
ROUNDS = int(long("ROUNDS", len(SHORT)))
NODES = int(long("NODES", 1))
RECORDS = int(long("RECORDS", 30))
READERS = EDITORS = WORKERS = int(long("PROCESSES", 1))
LASTS = long("SECONDS", 2)  # a mishap
WAITED = 1.3  # times as long as without Elasticsearch a publication may take


@pytest.fixture
def scene(settings: Any) -> Iterator[Scene]:
    """A cluster that this test may kill, and a network of its own on the way there."""
    with elasticsearch.cluster(NODES) as cluster:
        network = Network([node.port for node in cluster.nodes])
        with network.running():
            settings.ELASTICSEARCH_URL = cluster.url
            settings.MEYDAN_ELASTICSEARCH_INDEX = "drill"
            yield Scene(cluster, network, random.Random(7))


def test_whatever_happens_everybody_is_answered_and_nothing_is_lost(
    scene: Scene, tmp_path: Path
) -> None:
    people = People(fill(RECORDS))
    site = Site(address(), scene.network.url, "drill", tmp_path / "log")
    with ExitStack() as stack:
        stack.enter_context(site.working(WORKERS))
        people.add("readers", site, "site", READERS)
        people.add("editors", site, "editor", EDITORS)
        if is_long():
            # At the same time on the same machine, so that both meet whatever else it does.
            other = stack.enter_context(another_database(tmp_path, RECORDS))
            without = Site(other, "", "", tmp_path / "log of the site without Elasticsearch")
            stack.enter_context(without.working(WORKERS))
            people.add("readers without Elasticsearch", without, "site", 1)
            people.add("editors without Elasticsearch", without, "editor", EDITORS)
        wait_until(is_in_step)
        with people.at_work():
            returns = [_round(scene, name) for name in _names()]
        told = people.told()
        wait_until(is_in_step)
    _nothing_is_missing()
    _tell(told, returns)
    assert [wrong for reader in told["readers"] for wrong in reader["wrong"]] == []
    if is_long():
        assert [late for reader in told["readers"] for late in reader["late"]] == []
        assert _waited(told) <= WAITED


def _names() -> list[str]:
    names = list(MISHAPS) if is_long() else SHORT
    return [names[number % len(names)] for number in range(ROUNDS)]


def _round(scene: Scene, name: str) -> float:
    """Seconds after the mishap until the index was what the database is."""
    with MISHAPS[name](scene):
        time.sleep(LASTS)
    took = wait_until(is_in_step)
    if is_long():
        tell(mishap=name, in_step_again_after_seconds=round(took, 1))
    return took


def _nothing_is_missing() -> None:
    assert upkeep.differing_records() == {}
    assert upkeep.contradictions() == []
    call_command("search_index", "verify", stdout=StringIO())
    client().indices.refresh(index=index.alias())
    assert {key for (key, _language), _version in verifying._of_server()} == set(
        map(str, keys_of(published()))
    )


def _waited(told: Told) -> float:
    """How many times as long a publication took with Elasticsearch, of the slowest in twenty."""
    own, without = (
        percentile(_milliseconds(told[name]), 0.95)
        for name in ("editors", "editors without Elasticsearch")
    )
    return own / without


def _milliseconds(told: list[dict[str, Any]]) -> list[float]:
    return [took for one in told for took in one["milliseconds"]]


def _tell(told: Told, returns: list[float]) -> None:
    if not is_long():
        return
    engines: Counter[str] = Counter()
    for reader in told["readers"]:
        engines.update(reader["engines"])
    tell(
        database=connection.vendor,
        rounds=ROUNDS,
        nodes=NODES,
        longest_return_in_seconds=round(max(returns), 1),
        slowest={name: round(max(_milliseconds(some))) for name, some in told.items()},
        counted_by=dict(engines),
        late=[late for reader in told["readers"] for late in reader["late"]],
        wrong=[wrong for reader in told["readers"] for wrong in reader["wrong"]],
        answers_and_publications={name: len(_milliseconds(some)) for name, some in told.items()},
        milliseconds={name: spread(_milliseconds(some)) for name, some in told.items()},
        times_as_long_as_without_elasticsearch=round(_waited(told), 2),
    )
