"""What may happen to a cluster and to the way there, each undone when its block ends."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from search.engines.elasticsearch import index
from search.engines.elasticsearch.client import client
from tests.servers.elasticsearch import Cluster
from tests.servers.network import Cut, Network

NOTICED = 90  # seconds within which the server knows that its disk is full, or is so no more
DISK = "cluster.routing.allocation.disk"
MARKS = tuple(f"{DISK}.watermark.{mark}" for mark in ("low", "high", "flood_stage"))
# More than any disk has free.
FULL = {
    f"{DISK}.threshold_enabled": True,
    **dict.fromkeys(MARKS, "1pb"),
    "cluster.info.update.interval": "10s",
}


@dataclass(frozen=True)
class Scene:
    """Where it happens."""

    cluster: Cluster
    network: Network
    chance: random.Random

    def some(self, which: str) -> list[int]:
        """The numbers of `all` nodes, of `any` one, or of the `elected` one."""
        numbers = range(len(self.cluster.nodes))
        if which == "all":
            return list(numbers)
        return [self.cluster.elected() if which == "elected" else self.chance.choice(numbers)]


Mishap = Callable[[Scene], AbstractContextManager[None]]


def _killed(which: str) -> Mishap:
    @contextmanager
    def mishap(scene: Scene) -> Iterator[None]:
        numbers = scene.some(which)
        scene.cluster.kill(*numbers)
        yield
        scene.cluster.start(*numbers)

    return mishap


def _suspended(which: str) -> Mishap:
    @contextmanager
    def mishap(scene: Scene) -> Iterator[None]:
        numbers = scene.some(which)
        scene.cluster.suspend(*numbers)
        yield
        scene.cluster.resume(*numbers)

    return mishap


def _cut(how: Cut) -> Mishap:
    @contextmanager
    def mishap(scene: Scene) -> Iterator[None]:
        scene.network.cut(how)
        yield
        scene.network.mend()

    return mishap


@contextmanager
def _index_deleted(scene: Scene) -> Iterator[None]:
    client().indices.delete(index=index.behind_alias())
    yield


@contextmanager
def _disk_full(scene: Scene) -> Iterator[None]:
    client().cluster.put_settings(persistent=FULL)
    _wait_until(is_blocked=True)
    yield
    # Who no longer looks at the disk would leave the index blocked.
    client().cluster.put_settings(persistent=dict.fromkeys(MARKS, "1b"))
    _wait_until(is_blocked=False)
    client().cluster.put_settings(persistent=dict.fromkeys(FULL))


def _wait_until(*, is_blocked: bool) -> None:
    name = "index.blocks.read_only_allow_delete"
    end = time.monotonic() + NOTICED
    while time.monotonic() < end:
        found = client().indices.get_settings(index=index.alias(), flat_settings=True)
        held = [one["settings"].get(name) == "true" for one in found.values()]
        if held and all(one is is_blocked for one in held):
            return
        time.sleep(0.5)
    raise TimeoutError(f"No change of {name} in {NOTICED} seconds.")


MISHAPS: dict[str, Mishap] = {
    "the elected node killed": _killed("elected"),
    "the index deleted": _index_deleted,
    "connections refused": _cut(Cut.REFUSED),
    "the elected node suspended": _suspended("elected"),
    "all nodes killed": _killed("all"),
    "the disk full": _disk_full,
    "connections hanging": _cut(Cut.HANGING),
    "any node killed": _killed("any"),
    "all nodes suspended": _suspended("all"),
    "connections reset": _cut(Cut.RESET),
}
SHORT = ("all nodes killed", "the index deleted")
