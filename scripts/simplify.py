"""Lines with fewer points, after Visvalingam and Whyatt: what changes the least goes first."""

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import cos, degrees, radians, sin

Point = tuple[float, float]  # degrees east, degrees north
Line = list[Point]

HALF = 180
FEWEST = 5  # places that a ring keeps


def simplified(line: Line, smallest: Callable[[Point], float]) -> Line:
    """The line without points that add less to it than `smallest` says; a ring keeps some.

    Areas are in square degrees as they are at the equator.
    """

    def worth_of(one: Point, two: Point, three: Point) -> float:
        return _triangle(one, two, three) / smallest(two)

    before = [place - 1 for place in range(len(line))]
    after = [place + 1 for place in range(len(line))]
    gone: set[int] = set()
    worth = [(worth_of(*line[place - 1 : place + 2]), place) for place in range(1, len(line) - 1)]
    held = {place: size for size, place in worth}
    fewest = FEWEST if line[0] == line[-1] else 2
    heapify(worth)
    while worth and len(line) - len(gone) > fewest:
        size, place = heappop(worth)
        if place in gone or held[place] != size:
            continue
        if size >= 1:
            break
        gone.add(place)
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for middle in (left, right):
            if 0 < middle < len(line) - 1:
                corners = (line[before[middle]], line[middle], line[after[middle]])
                # Never less than what has gone: else a bend would unravel from one end.
                held[middle] = max(size, worth_of(*corners))
                heappush(worth, (held[middle], middle))
    return [point for place, point in enumerate(line) if place not in gone]


def area(ring: Line) -> float:
    """What a closed line encloses."""
    twice = sum(
        (to_x - x) * (sin(radians(y)) + sin(radians(to_y)))
        for (x, y), (to_x, to_y) in pairwise(ring)
    )
    return degrees(abs(twice)) / 2


def unbroken(line: Line) -> Line:
    """The line beyond 180 degrees where it crosses from there to -180, instead of all around."""
    turns = 0
    made = line[:1]
    for (before, _), (x, y) in pairwise(line):
        turns += (before - x > HALF) - (x - before > HALF)
        made.append((x + turns * 2 * HALF, y))
    back = 2 * HALF if min(x for x, _ in made) < -HALF else 0
    return [(x + back, y) for x, y in made]


def _triangle(one: Point, two: Point, three: Point) -> float:
    across = (two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])
    return abs(across) / 2 * cos(radians(two[1]))
