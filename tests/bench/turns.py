"""Servers loaded in turn, page by page, so that a machine's noise falls on all alike."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.bench.loading import load
from tests.bench.measures import percentile, spread
from tests.bench.serving import Server

Figures = dict[str, float]
Places = Mapping[str, tuple[Server, str]]
CEILING = "bare view"


@dataclass
class Taken:
    """What a page has taken in all rounds together."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0
    of_workers: float = 0
    of_readers: float = 0

    def add(self, server: Server, address: str, seconds: float) -> None:
        """One more turn."""
        workers, readers, start = server.busy(), time.process_time(), time.perf_counter()
        self.times += load(server.port, address, seconds)
        self.seconds += time.perf_counter() - start
        self.of_readers += time.process_time() - readers
        self.of_workers += server.busy() - workers

    def figures(self, ceiling: "Taken") -> Figures:
        """Its percentiles, and what it is beside the ceiling."""
        number = len(self.times)
        return {
            **spread(self.times),
            "a second": number / self.seconds,
            "times the bare view": percentile(self.times, 0.5) / percentile(ceiling.times, 0.5),
            "of the ceiling": number / self.seconds / (len(ceiling.times) / ceiling.seconds),
            "processor": 1000 * self.of_workers / number,
            "processor of the reader": 1000 * self.of_readers / number,
        }


def in_turn(places: Places, rounds: int, seconds: float) -> dict[str, Figures]:
    """The figures of each place; one of them is the ceiling."""
    for server, address in places.values():
        server.wait()
        load(server.port, address, min(1, seconds))
    taken = {name: Taken() for name in places}
    for _ in range(rounds):
        for name, (server, address) in places.items():
            taken[name].add(server, address, seconds)
    return {name: one.figures(taken[CEILING]) for name, one in taken.items()}
