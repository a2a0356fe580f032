"""Ways in: links with the number of records behind them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entrance:
    """A way in, and how many records are behind it; None where that is not counted."""

    label: str
    url: str
    count: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Entrances:
    """Ways in under a heading; `url` leads to all of them where more than these exist."""

    anchor: str
    heading: str
    entries: tuple[Entrance, ...]
    url: str = ""
