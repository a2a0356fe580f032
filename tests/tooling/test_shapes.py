"""The shapes below our maps: what is committed, and how lines become shorter."""

import gzip
import json
from itertools import pairwise
from typing import Any

import pytest

from scripts.paths import ROOT
from scripts.simplify import FEWEST, Line, area, simplified, unbroken

MOST_BYTES, MOST_SENT = 120_000, 40_000
FILE = ROOT / "static/map/world.json"


@pytest.fixture(scope="module")
def world() -> Any:
    return json.loads(FILE.read_text())


def points(steps: list[int]) -> Line:
    """As static/js/map.js reads them."""
    x = y = 0
    line = []
    for right, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + right, y + up
        line.append((x / 100, y / 100))
    return line


class TestTheFile:
    def test_is_small(self) -> None:
        assert FILE.stat().st_size <= MOST_BYTES
        assert len(gzip.compress(FILE.read_bytes(), mtime=0)) <= MOST_SENT

    def test_holds_closed_coasts_on_the_map(self, world: Any) -> None:
        for ring in map(points, world["land"]):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= x <= 195 and -60 <= y <= 84 for x, y in ring)

    def test_crosses_the_map_nowhere(self, world: Any) -> None:
        lines = [*map(points, world["land"]), *map(points, world["boundaries"])]
        steps = [abs(x - to_x) for line in lines for (x, _), (to_x, _) in pairwise(line)]
        assert max(steps) < 45

    @pytest.mark.parametrize("place", [(37.38, 37.07), (28.86, 41.04), (7.5, 47), (151, -33.5)])
    def test_has_land_where_cities_are(self, world: Any, place: tuple[float, float]) -> None:
        assert sum(_holds(points(ring), place) for ring in world["land"]) == 1

    @pytest.mark.parametrize("place", [(35, 43), (18, 35), (-30, 30), (51, 42)])
    def test_has_water_where_seas_are(self, world: Any, place: tuple[float, float]) -> None:
        assert sum(_holds(points(ring), place) for ring in world["land"]) in (0, 2)

    def test_knows_where_the_names_of_countries_fit(self, world: Any) -> None:
        labels = {code: (x / 100, y / 100) for code, (x, y) in world["labels"].items()}
        assert len(labels) > 200
        for code in ("TR", "DE", "RU", "LB", "FJ"):
            assert any(_holds(points(ring), labels[code]) for ring in world["land"])


def _holds(ring: Line, place: tuple[float, float]) -> bool:
    x, y = place
    crossed = (
        (a_y > y) != (b_y > y) and x < a_x + (y - a_y) / (b_y - a_y) * (b_x - a_x)
        for (a_x, a_y), (b_x, b_y) in pairwise(ring)
    )
    return bool(sum(crossed) % 2)


class TestLines:
    def test_lose_what_adds_least(self) -> None:
        line: Line = [(0, 0), (1, 0.01), (2, 0), (3, 1), (4, 0)]

        assert simplified(line, lambda point: 0.1) == [(0, 0), (2, 0), (3, 1), (4, 0)]

    def test_keep_their_ends(self) -> None:
        line: Line = [(0, 0), (1, 0.01), (2, 0)]

        assert simplified(line, lambda point: 100) == [(0, 0), (2, 0)]

    def test_that_close_stay_rings(self) -> None:
        ring: Line = [(0, 0), (1, 0), (2, 0), (2, 2), (1, 2), (0, 2), (0, 0)]

        kept = simplified(ring, lambda point: 100)

        assert len(kept) == FEWEST
        assert kept[0] == kept[-1]

    def test_enclose_less_towards_the_poles(self) -> None:
        square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
        north = [(x, y + 60) for x, y in square]

        assert area(square) == pytest.approx(1, rel=0.01)
        assert area(north) == pytest.approx(0.5, rel=0.02)

    def test_go_on_beyond_the_date_line(self) -> None:
        assert unbroken([(179, 0), (-179, 0), (179, 1)]) == [(179, 0), (181, 0), (179, 1)]
        assert unbroken([(-179, 0), (179, 0)]) == [(181, 0), (179, 0)]
