"""The words of a query, found in the index."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.analysis import share
from search.engines.database import postings, ranking
from search.engines.database.bitmaps import Mask, Numbers
from search.engines.database.postings import Row, Weights
from search.query import STOP_SHARE, Query, Word

MOST_ENDINGS = 64


class Held:
    """Which documents hold a word, and how much it weighs in each: that of its best form."""

    def __init__(self, by_share: Mapping[float, Weights], documents: int) -> None:
        """`by_share` has the weights of its heaviest form by the share that its forms have."""
        self.by_share = by_share
        self.mask: Mask = np.zeros(documents, np.bool_)
        for weights in by_share.values():
            self.mask |= weights != 0
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
    rows: InitVar[Sequence[Row]]
    first: int
    documents: int
    held: dict[tuple[str, ...], Held] = field(init=False)
    endings: frozenset[str] = frozenset()

    def __post_init__(self, rows: Sequence[Row]) -> None:
        self.held = self._read({word.forms: word.forms for word in asked(self.query)}, rows)

    def _read(
        self, words: Mapping[tuple[str, ...], Collection[str]], rows: Sequence[Row]
    ) -> dict[tuple[str, ...], Held]:
        """What is held of words, of which the forms are given."""
        groups: dict[tuple[tuple[str, ...], float], list[str]] = {}
        for word, forms in words.items():
            for form in forms:
                groups.setdefault((word, share(form)), []).append(form)
        found: dict[tuple[str, ...], dict[float, Weights]] = {word: {} for word in words}
        read = postings.heaviest(groups, rows, self.first, self.documents)
        for (word, worth), weights in read.items():
            found[word][worth] = weights
        return {word: Held(by_share, self.documents) for word, by_share in found.items()}

    def mask(self) -> Mask:
        """The documents that hold all that is required and nothing that is excluded."""
        mask: Mask = np.ones(self.documents, np.bool_)
        for word in (*self.query.required, *_in_phrases(self.query)):
            mask &= self.held[word.forms].mask
        for word in self.query.excluded:
            mask &= ~self.held[word.forms].mask
        return mask

    def complete(self, beginning: Word) -> None:
        """Take all words that begin so for this one."""
        found = postings.frequent(beginning.text, MOST_ENDINGS)
        self.endings = frozenset(term for term, _number in found)
        if self.endings:
            rows = postings.read(self.endings)
            self.held |= self._read({beginning.forms: self.endings}, rows)

    def holding(self, word: Word) -> int:
        """How many documents hold a word."""
        return self.held[word.forms].documents

    def worst(self, among: Numbers) -> NDArray[np.float32]:
        """How badly documents match: their scores, negative."""
        total = np.zeros(len(among), np.float32)
        for word in _weighing(self.query):
            held = self.held[word.forms]
            if held.documents:
                rare = ranking.rarity(held.documents, self.documents)
                part = STOP_SHARE if word.stop else 1
                total -= held.weights(among) * np.float32(rare * part)
        return total


def asked(query: Query) -> tuple[Word, ...]:
    """All words that have to be read for a query."""
    return (*_weighing(query), *query.excluded)


def _in_phrases(query: Query) -> tuple[Word, ...]:
    return tuple(word for phrase in query.phrases for word in phrase)


def _weighing(query: Query) -> tuple[Word, ...]:
    """All that scores, required or not."""
    whole = ranking.WHOLE + query.whole
    name = (Word(whole, (whole,)),) if query.whole else ()
    return tuple(dict.fromkeys((*query.words, *_in_phrases(query), *name)))
