"""Sets of document numbers, and words' sets with a weight for every document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyroaring import BitMap

# What a database gives back for a binary column: SQLite bytes, PostgreSQL a memoryview.
Stored = bytes | memoryview


def read(stored: Stored) -> BitMap:
    return BitMap.deserialize(bytes(stored))


def write(ids: BitMap) -> bytes:
    ids.run_optimize()
    stored: bytes = ids.serialize()
    return stored


def union(sets: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *sets)


@dataclass
class Weighted:
    """The documents that hold a word, `weights` in the ascending order of `ids`."""

    ids: BitMap = field(default_factory=BitMap)
    weights: bytearray = field(default_factory=bytearray)

    @classmethod
    def stored(cls, ids: Stored, weights: Stored) -> "Weighted":
        return cls(read(ids), bytearray(weights))

    def change(self, changes: Mapping[int, int | None]) -> None:
        """Give documents a weight; None takes the document out."""
        for number, weight in changes.items():
            place = self.ids.rank(number)
            if number in self.ids:
                place -= 1
                del self.weights[place]
                self.ids.discard(number)
            if weight is not None:
                self.weights.insert(place, weight)
                self.ids.add(number)

    def by_document(self) -> dict[int, int]:
        return dict(zip(self.ids, self.weights, strict=True))

    def columns(self) -> dict[str, bytes]:
        return {"ids": write(self.ids), "weights": bytes(self.weights)}
