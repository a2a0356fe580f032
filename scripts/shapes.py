"""Makes `static/map/world.json`, the coasts and boundaries below our maps, from Natural Earth.

Natural Earth is in the public domain. Its countries at 1:50 million come as the npm package
`world-atlas`, version 2.0.2 (Natural Earth 4.1.0). By hand, when the data should be renewed:

    npm pack world-atlas@2.0.2
    .venv/bin/python -m scripts.shapes world-atlas-2.0.2.tgz

The file holds, in hundredths of a degree: `land`, rings around land; `boundaries`, lines between
countries; both as longitude and latitude of the first point, then the way to each next one; and
`labels`, where the name of a country fits. Antarctica is left out. See docs/decisions/0010-map.md.
"""

import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

from babel.core import get_global

from scripts.paths import ROOT
from scripts.simplify import FEWEST, Line, Point, area, simplified, unbroken

WANTED = ROOT / "static/map/world.json"
ANTARCTICA = "010"
SCALE = 100  # parts of a degree
# Where most cities are, the map may be looked at more closely: west, south, east, north.
CLOSE = (-12, 28, 52, 62)
# Square degrees at the equator: what a point must add to its line there, and elsewhere.
DETAIL, ROUGH = 0.0015, 0.03
ISLAND = 4  # times that
SCANS = 60

Rings = list[list[int]]  # arcs by their numbers; ~number is the arc backwards


class Topology:
    """A TopoJSON file: its arcs simplified, each once, so that neighbours still meet."""

    def __init__(self, data: Any) -> None:
        self.countries = [
            country
            for country in data["objects"]["countries"]["geometries"]
            if country.get("id") != ANTARCTICA
        ]
        self.land = data["objects"]["land"]["geometries"][0]
        transform = data["transform"]
        self.whole = [list(_degrees(arc, **transform)) for arc in data["arcs"]]
        self.arcs = [simplified(arc, _detail) for arc in self.whole]

    def ring(self, numbers: Iterable[int], arcs: list[Line]) -> Line:
        """The points of some arcs behind one another, each place once."""
        points: Line = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return unbroken(points)


def main(package: str) -> None:
    """Read the package's file, and write ours."""
    with tarfile.open(package) as archive:
        source = archive.extractfile("package/countries-50m.json")
        if source is None:
            sys.exit("The package holds no countries-50m.json.")
        topology = Topology(json.load(source))
    made = {
        "land": [_written(ring) for ring in _coasts(topology)],
        "boundaries": [_written(line) for line in _boundaries(topology)],
        "labels": dict(sorted(_labels(topology))),
    }
    text = json.dumps(made, separators=(",", ":"))
    WANTED.write_text(text.replace("],", "],\n") + "\n")
    print(f"{WANTED.relative_to(ROOT)}: {WANTED.stat().st_size} bytes")


def _degrees(
    arc: list[list[int]], scale: list[float], translate: list[float]
) -> Iterator[tuple[float, float]]:
    east = north = 0
    for right, up in arc:
        east, north = east + right, north + up
        yield east * scale[0] + translate[0], north * scale[1] + translate[1]


def _detail(point: Point) -> float:
    west, south, east, north = CLOSE
    return DETAIL if west < point[0] < east and south < point[1] < north else ROUGH


def _rings(geometry: Any) -> Rings:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return list(chain.from_iterable(parts))


def _coasts(topology: Topology) -> Iterator[Line]:
    """Rings around land: those that are large enough, and the largest of each country."""
    kept = set()
    ours = set()
    for country in topology.countries:
        rings = _rings(country)
        ours |= {_arc(number) for ring in rings for number in ring}
        kept |= {_arc(n) for n in max(rings, key=lambda ring: _size(topology, ring))}
    for ring in _rings(topology.land):
        numbers = {_arc(number) for number in ring}
        points = topology.ring(ring, topology.arcs)
        if len(points) < FEWEST:  # halves of a small island
            points = topology.ring(ring, topology.whole)
        if numbers & ours and (numbers & kept or area(points) >= ISLAND * _detail(points[0])):
            yield points


def _boundaries(topology: Topology) -> Iterator[Line]:
    """What two countries share."""
    beside = defaultdict(set)
    for place, country in enumerate(topology.countries):
        for number in chain.from_iterable(_rings(country)):
            beside[_arc(number)].add(place)
    return (topology.arcs[number] for number in sorted(beside) if len(beside[number]) > 1)


def _arc(number: int) -> int:
    return max(number, ~number)


def _size(topology: Topology, ring: Iterable[int]) -> float:
    return area(topology.ring(ring, topology.whole))


def _labels(topology: Topology) -> Iterator[tuple[str, list[int]]]:
    """By ISO 3166 code: the middle of the longest way from west to east through the country."""
    for country in topology.countries:
        if code := _code(country):
            largest = max(_rings(country), key=lambda ring: _size(topology, ring))
            middle = _middle(topology.ring(largest, topology.whole))
            yield code, [round(SCALE * part) for part in middle]


def _code(country: Any) -> str:
    """The two letters for a number of ISO 3166; none for a part of the world without a number."""
    if country["properties"]["name"] == "Kosovo":
        return "XK"
    codes: list[str] = get_global("territory_aliases").get(country.get("id"), [])
    return codes[0] if codes else ""


def _middle(ring: Line) -> tuple[float, float]:
    south, north = (pick(y for _x, y in ring) for pick in (min, max))
    found = []
    for scan in range(1, SCANS):
        height = south + (north - south) * scan / SCANS
        crossed = sorted(
            x + (height - y) / (to_y - y) * (to_x - x)
            for (x, y), (to_x, to_y) in pairwise(ring)
            if (y > height) != (to_y > height)
        )
        found += [
            (east - west, (west + east) / 2, height)
            for west, east in zip(crossed[::2], crossed[1::2], strict=True)
        ]
    _length, x, y = max(found)
    return x, y


def _written(line: Line) -> list[int]:
    """The first point and the way to each next one, without steps too small to be written."""
    written: list[int] = []
    last = (0, 0)
    for x, y in line:
        point = (round(x * SCALE), round(y * SCALE))
        if not written or point != last:
            written += [point[0] - last[0], point[1] - last[1]]
            last = point
    return written


if __name__ == "__main__":
    main(sys.argv[1])
