"""The cover of a record without a picture: paving drawn from its theme, laid out by its key."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from taxonomy.labels import theme_parents

SHAPES = {"card": (6, 3), "band": (12, 3)}
"""Columns and rows of tiles. A picture fills its box; what does not fit is cut off."""

PAVING = "paving"
# Each motif: ways to fill a tile of 1 × 1, as a path that begins at its upper left corner.
MOTIFS: dict[str, tuple[str, ...]] = {
    PAVING: (
        "m.5 0l.5.5-.5.5-.5-.5z",
        "h.5l-.5.5zm1 0v.5l-.5-.5zm0 1h-.5l.5-.5zm-1 0v-.5l.5.5z",
        "m.25.25h.5v.5h-.5z",
        "m.5 0l.5.5-.5.5-.5-.5z",
    ),
    "arches": (
        "h1a1 1 0 0 1-1 1z",
        "m1 0v1a1 1 0 0 1-1-1z",
        "m1 1h-1a1 1 0 0 1 1-1z",
        "m0 1v-1a1 1 0 0 1 1 1z",
    ),
    "leaves": (
        "a1 1 0 0 1 1 1a1 1 0 0 1-1-1z",
        "m1 0a1 1 0 0 1-1 1a1 1 0 0 1 1-1z",
        "a1 1 0 0 1 1 1a1 1 0 0 1-1-1z",
        "m0 1v-1a1 1 0 0 1 1 1z",
    ),
    "blocks": (
        "m.1.1h.8v.8h-.8z",
        "m.1.1h.8v.3h-.8zm0 .5h.8v.3h-.8z",
        "m.1.1h.3v.8h-.3zm.5 0h.3v.8h-.3z",
        "m.1.1h.8v.8h-.3v-.5h-.5z",
    ),
    "bridges": (
        "m0 1a.5.5 0 0 1 1 0z",
        "a.5.5 0 0 0 1 0z",
        "a.5.5 0 0 1 0 1z",
        "m1 0a.5.5 0 0 0 0 1z",
    ),
    "awnings": ("h1v1z", "m1 0v1h-1z", "v1h1z", "h1l-1 1z"),
    "waves": (
        "m0 .5q.25-.5.5 0t.5 0v.5h-1z",
        "m0 .5q.25.5.5 0t.5 0v.5h-1z",
        "m0 .5q.25-.5.5 0t.5 0v-.5h-1z",
        "m0 .5q.25.5.5 0t.5 0v-.5h-1z",
    ),
    "dots": (
        "m0 .5a.5.5 0 0 1 1 0a.5.5 0 0 1-1 0z",
        "m.2.5a.3.3 0 0 1 .6 0a.3.3 0 0 1-.6 0z",
        "m.35.5a.15.15 0 0 1 .3 0a.15.15 0 0 1-.3 0z",
        "m0 .4h1v.2h-1z",
    ),
}
# The shipped main themes; one that editors add gets a motif by its code.
THEME_MOTIFS = {
    "migration-and-social-cohesion": "arches",
    "environment": "leaves",
    "urbanization": "blocks",
    "local-diplomacy": "bridges",
    "local-economic-development": "awnings",
    "resilience": "waves",
    "urban-technology-and-innovation": "dots",
}


@dataclass(frozen=True)
class Cover:
    """What the template draws: a motif's name, the size in tiles, and a path for each tone."""

    motif: str
    columns: int
    rows: int
    plain: str
    accented: str


def main_theme(codes: Iterable[str]) -> str:
    """The main theme of a record that stands under these themes; empty for none.

    Where it stands under several, the same one is chosen whatever their order.
    """
    parents = theme_parents()
    return min((parents.get(code, code) for code in codes), default="")


def motif_of(theme: str) -> str:
    """The motif of a main theme; `paving` without one."""
    if not theme:
        return PAVING
    names = tuple(MOTIFS)
    return THEME_MOTIFS.get(theme) or names[crc32(theme.encode()) % len(names)]


@lru_cache(maxsize=2_000)
def cover(key: str, theme: str, shape: str = "card") -> Cover:
    """The cover of the record with this key and main theme; always the same.

    `shape` is a key of SHAPES (KeyError otherwise). The pattern has no direction: it is the same
    on a page written from right to left.
    """
    columns, rows = SHAPES[shape]
    motif = motif_of(theme)
    tiles = MOTIFS[motif]
    tones: dict[bool, list[str]] = {True: [], False: []}
    dice = blake2b(key.encode(), digest_size=columns * rows).digest()
    for place, die in enumerate(dice):
        chance = die // len(tiles) % 9
        if chance > 1:  # two tiles of nine stay empty
            row, column = divmod(place, columns)
            tones[chance == 2].append(f"M{column} {row}{tiles[die % len(tiles)]}")
    return Cover(motif, columns, rows, "".join(tones[False]), "".join(tones[True]))
