"""A cluster on free ports of this machine, which lives no longer than who asked for it."""

import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tests.servers.elasticsearch.node import Node

# Waits for the end of its standard input, whose other end closes with the process that holds
# it, however that process ends. Then it kills the nodes and deletes their folder ($0).
GUARDIAN = (
    'cat >/dev/null; cat "$0"/*/pid | xargs kill -KILL; until rm -rf "$0"; do sleep 0.1; done'
)
START_TIMEOUT = 180  # seconds; a quiet machine takes ten for one node
# Below the ports that systems give to whoever connects: a killed node finds its own free again.
PORTS = range(20_000, 30_000)


@dataclass
class Cluster:
    """The nodes, by their numbers from 0."""

    nodes: list[Node]
    home: Path
    options: Sequence[str]

    @property
    def addresses(self) -> list[str]:
        """The address of each node."""
        return [node.address for node in self.nodes]

    @property
    def url(self) -> str:
        """All addresses, as `ELASTICSEARCH_URL` takes them."""
        return ",".join(self.addresses)

    def elected(self) -> int:
        """The number of the running node that leads the others. Waits for an election."""
        running = {node.folder.name: number for number, node in self._running()}
        while True:
            for number in running.values():
                rows = self.nodes[number].get("/_cat/master?format=json")
                # For a while the others still name the one that was killed.
                if isinstance(rows, list) and rows[0]["node"] in running:
                    return running[rows[0]["node"]]
            time.sleep(0.1)

    def kill(self, *numbers: int) -> None:
        """End these nodes at once: `kill -9`."""
        for number in numbers:
            self.nodes[number].kill()

    def suspend(self, *numbers: int) -> None:
        """Let these nodes hang until they are resumed: `SIGSTOP`."""
        for number in numbers:
            self.nodes[number].suspend()

    def resume(self, *numbers: int) -> None:
        """Let these nodes go on: `SIGCONT`. Returns before they have found the others."""
        for number in numbers:
            self.nodes[number].resume()

    def start(self, *numbers: int) -> None:
        """Start these nodes with the data they had, and wait until all running ones are together.

        Raises `RuntimeError` where one ends by itself, `TimeoutError` where they do not meet.
        """
        for number in numbers:
            self.nodes[number].start(self.home, self.options)
        end = time.monotonic() + START_TIMEOUT
        while not self.is_complete():
            for _number, node in self._running():
                node.check()
            if time.monotonic() > end:
                raise TimeoutError(f"No cluster of Elasticsearch in {START_TIMEOUT} seconds.")
            time.sleep(0.1)

    def is_complete(self) -> bool:
        """Every running node answers, and knows of all the others."""
        running = self._running()
        answers = [node.get("/_cluster/health") or {} for _number, node in running]
        return all(answer.get("number_of_nodes") == len(running) for answer in answers)

    def _running(self) -> list[tuple[int, Node]]:
        return [(number, node) for number, node in enumerate(self.nodes) if node.is_running]


@contextmanager
def running(home: Path, nodes: int, options: Sequence[str]) -> Iterator[Cluster]:
    """A new, empty cluster of so many nodes, of the server in `home`, with options of Java's.

    Raises `RuntimeError` where a node does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="meydan-elasticsearch-"))
    guardian = subprocess.Popen(
        ["/bin/sh", "-c", GUARDIAN, str(folder)],
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    made = Cluster(_configured(folder, nodes), home, options)
    try:
        made.start(*range(nodes))
        yield made
    finally:
        made.kill(*range(nodes))
        shutil.rmtree(folder)
        guardian.communicate()


def _configured(folder: Path, count: int) -> list[Node]:
    ports = _free_ports(2 * count)
    nodes = [Node(folder / f"node-{n}", port) for n, port in enumerate(ports[:count])]
    transports = ports[count:]
    common: dict[str, Any] = {
        "cluster.name": folder.name,
        "network.host": "127.0.0.1",
        "node.roles": ["master", "data"],
        "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in transports],
        "cluster.initial_master_nodes": [node.folder.name for node in nodes],
        # As compose.yaml has it: who is cut off from the others answers no search from what it has.
        "cluster.no_master_block": "all",
        # Memory that nobody uses any more, but is not cleared yet, is no reason to refuse.
        "indices.breaker.total.use_real_memory": False,
        # The disk of a developer may be nearly full.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    for node, port in zip(nodes, transports, strict=True):
        node.configure(common | {"transport.port": port})
    return nodes


def _free_ports(count: int) -> list[int]:
    return list(islice(filter(_is_free, random.sample(PORTS, len(PORTS))), count))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
