"""Where the index holds a word; the words asked for last stay in memory."""

import threading
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from search.engines.database import bitmaps
from search.engines.database.bitmaps import Numbers
from search.engines.database.postings import Shares

MOST_BYTES = 12_000_000
_EACH = 500  # bytes of a word that no document holds

Forms = tuple[str, ...]


class Held(NamedTuple):
    """The documents that hold a word, and its weight in each of them, ascending."""

    documents: BitMap
    weights: Shares

    @classmethod
    def of(cls, weights: Shares) -> "Held":
        """From the weights in all documents, 0 where the word is missing."""
        documents = bitmaps.of_mask(weights != 0)
        return cls(documents, weights.take(bitmaps.numbers(documents)))

    @property
    def size(self) -> int:
        """About how many bytes it takes: a set has no more than two for each document."""
        return _EACH + self.weights.nbytes + 2 * len(self.weights)

    def weights_in(self, among: Numbers, documents: int) -> Shares:
        """The weights in some of so many documents, 0 where the word is missing."""
        everywhere = np.zeros(documents, self.weights.dtype)
        everywhere[bitmaps.numbers(self.documents)] = self.weights
        return everywhere.take(among)


NOWHERE = Held(BitMap(), np.zeros(0, np.uint16))


class Memory:
    """Words in one version of the index, as many as fit; who was not asked for longest goes.

    For any number of threads.
    """

    def __init__(self) -> None:
        self._held: dict[Forms, Held] = {}
        self._room = MOST_BYTES
        self._lock = threading.Lock()

    def get(self, forms: Forms) -> Held | None:
        """What was kept of the word with these forms."""
        with self._lock:
            if held := self._held.pop(forms, None):
                self._held[forms] = held
            return held

    def keep(self, found: Mapping[Forms, Held]) -> None:
        """Have words at hand from now on."""
        with self._lock:
            for forms, held in found.items():
                self._room += self._held[forms].size if forms in self._held else 0
                self._held[forms] = held
                self._room -= held.size
            while self._room < 0:
                self._room += self._held.pop(next(iter(self._held))).size
