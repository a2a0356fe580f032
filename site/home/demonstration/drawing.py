"""Our own pictures: patterns of paving, as on a town square, drawn from a few numbers."""

import math
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
# Drawn larger and scaled down, since Pillow draws hard edges.
SCALE = 2
TILE = 200 * SCALE

Canvas = ImageDraw.ImageDraw
Point = tuple[float, float]


def draw(motif: str, colours: Sequence[str], seed: int) -> bytes:
    """A WebP picture of 1600 by 900 pixels, the same for the same input.

    The first colour is the ground. Raises KeyError for an unknown motif.
    """
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), colours[0])
    MOTIFS[motif](ImageDraw.Draw(image), colours[1:], Random(seed))  # noqa: S311 - a pattern
    buffer = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(buffer, "WEBP", quality=88)
    return buffer.getvalue()


def arcs(canvas: Canvas, colours: Sequence[str], random: Random) -> None:
    """Tiles with quarter circles that meet at their edges, so that paths wind across."""
    for left in range(0, WIDTH * SCALE, TILE):
        for top in range(0, HEIGHT * SCALE, TILE):
            colour, turned = random.choice(colours), random.random() < 0.5
            corners = [(left, top), (left + TILE, top + TILE)]
            if turned:
                corners = [(left + TILE, top), (left, top + TILE)]
            for corner, start in zip(corners, (90, 270) if turned else (0, 180), strict=True):
                canvas.arc(_around(corner, TILE * 0.625), start, start + 90, colour, TILE // 4)


def stones(canvas: Canvas, colours: Sequence[str], random: Random) -> None:
    """Paving stones of many colours that fit together."""
    gap, step = 10 * SCALE, TILE // 2
    for row, top in enumerate(range(-step, HEIGHT * SCALE, step)):
        left = -step * (row % 2) // 2
        while left < WIDTH * SCALE:
            width = step * random.choice((1, 1, 2, 3))
            box = (left + gap, top + gap, left + width - gap, top + step - gap)
            canvas.rounded_rectangle(box, 12 * SCALE, fill=random.choice(colours))
            left += width


def rings(canvas: Canvas, colours: Sequence[str], random: Random) -> None:
    """Seats in rings around an open middle."""
    middle = (WIDTH * SCALE / 2, HEIGHT * SCALE / 2)
    for ring in range(2, 9):
        radius, seats = ring * 62 * SCALE * 1.25, ring * 9
        turn = random.random()
        for seat in range(seats):
            angle = math.tau * (seat + turn) / seats
            spot = (middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle))
            canvas.ellipse(_around(spot, (17 + ring * 1.5) * SCALE), fill=random.choice(colours))


def roofs(canvas: Canvas, colours: Sequence[str], random: Random) -> None:
    """Rows of houses, one behind the other."""
    rows = 5
    for row in range(rows):
        base = HEIGHT * SCALE * (row + 1.6) / rows
        left = -TILE * random.random()
        while left < WIDTH * SCALE:
            width, height = TILE * random.uniform(0.5, 1.1), TILE * random.uniform(0.7, 1.3)
            _house(canvas, left, base, width, height, colours[row % len(colours)])
            left += width + 6 * SCALE


def _house(
    canvas: Canvas, left: float, base: float, width: float, height: float, colour: str
) -> None:
    eaves = base - height
    ridge = (left + width / 2, eaves - width / 3)
    right = left + width
    foot = HEIGHT * SCALE + TILE
    canvas.polygon([(left, foot), (left, eaves), ridge, (right, eaves), (right, foot)], colour)


def _around(middle: Point, radius: float) -> tuple[float, float, float, float]:
    return (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)


MOTIFS: dict[str, Callable[[Canvas, Sequence[str], Random], None]] = {
    "arcs": arcs,
    "stones": stones,
    "rings": rings,
    "roofs": roofs,
}
