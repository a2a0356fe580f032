"""The words of a query, found in the index."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.analysis import share
from search.engines.database import postings, ranking
from search.engines.database.bitmaps import Mask, Numbers
from search.engines.database.postings import Weights
from search.query import STOP_SHARE, Query, Word

MOST_ENDINGS = 64


class Held:
    """Which documents hold a word, and how much it weighs in each: that of its best form."""

    def __init__(self, by_share: Mapping[float, Weights]) -> None:
        """`by_share` has the weights of its heaviest form by the share that its forms have."""
        self.by_share = by_share
        self.mask: Mask = np.logical_or.reduce([weights != 0 for weights in by_share.values()])
        self.documents = int(np.count_nonzero(self.mask))

    def weights(self, among: Numbers) -> NDArray[np.float32]:
        best = np.zeros(len(among), np.float32)
        for worth, weights in self.by_share.items():
            np.maximum(best, weights[among] * np.float32(worth), out=best)
        return best


@dataclass
class Words:
    """What the index holds of a query, in so many documents from the one with the id `first`."""

    query: Query
    first: int
    documents: int
    held: dict[tuple[str, ...], Held] = field(init=False)
    endings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        words = (*self._weighing(), *self.query.excluded)
        self.held = self._read({word.forms: word.forms for word in words})

    def _read(
        self, words: Mapping[tuple[str, ...], Collection[str]]
    ) -> dict[tuple[str, ...], Held]:
        """What is held of words, of which the forms are given."""
        groups: dict[tuple[tuple[str, ...], float], list[str]] = {}
        for word, forms in words.items():
            for form in forms:
                groups.setdefault((word, share(form)), []).append(form)
        found: dict[tuple[str, ...], dict[float, Weights]] = {}
        for (word, worth), weights in postings.read(groups, self.first, self.documents).items():
            found.setdefault(word, {})[worth] = weights
        return {word: Held(by_share) for word, by_share in found.items()}

    def _in_phrases(self) -> tuple[Word, ...]:
        return tuple(word for phrase in self.query.phrases for word in phrase)

    def _weighing(self) -> tuple[Word, ...]:
        """All that scores, required or not."""
        whole = ranking.WHOLE + self.query.whole
        name = (Word(whole, (whole,)),) if self.query.whole else ()
        return tuple(dict.fromkeys((*self.query.words, *self._in_phrases(), *name)))

    def mask(self) -> Mask:
        """The documents that hold all that is required and nothing that is excluded."""
        mask: Mask = np.ones(self.documents, np.bool_)
        for word in (*self.query.required, *self._in_phrases()):
            mask &= self.held[word.forms].mask
        for word in self.query.excluded:
            mask &= ~self.held[word.forms].mask
        return mask

    def complete(self, beginning: Word) -> None:
        """Take all words that begin so for this one."""
        found = postings.frequent(beginning.text, MOST_ENDINGS)
        self.endings = frozenset(term for term, _number in found)
        if self.endings:
            self.held |= self._read({beginning.forms: self.endings})

    def holding(self, word: Word) -> int:
        """How many documents hold a word."""
        return self.held[word.forms].documents

    def worst(self, among: Numbers) -> NDArray[np.float32]:
        """How badly documents match: their scores, negative."""
        total = np.zeros(len(among), np.float32)
        for word in self._weighing():
            held = self.held[word.forms]
            if held.documents:
                rare = ranking.rarity(held.documents, self.documents)
                part = STOP_SHARE if word.stop else 1
                total -= held.weights(among) * np.float32(rare * part)
        return total
