"""The words of a query, found in the index."""

from collections.abc import Mapping
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

    def __init__(self, forms: Mapping[str, Weights], documents: int) -> None:
        """`forms` are its forms that are in the index."""
        self.by_share: dict[float, Weights] = {}
        for form, weights in forms.items():
            worth = share(form)
            known = self.by_share.get(worth)
            self.by_share[worth] = weights if known is None else np.maximum(known, weights)
        self.mask: Mask = np.zeros(documents, np.bool_)
        for weights in self.by_share.values():
            self.mask |= weights != 0

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
        words = (*self.query.words, *self._in_phrases(), *self.query.excluded)
        wanted = {form for word in words for form in word.forms}
        found = postings.read(wanted, self.first, self.documents)
        self.held = {
            forms: Held({form: found[form] for form in forms if form in found}, self.documents)
            for forms in {word.forms for word in words}
        }

    def _in_phrases(self) -> tuple[Word, ...]:
        return tuple(word for phrase in self.query.phrases for word in phrase)

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
        forms = postings.read(self.endings, self.first, self.documents)
        self.held[beginning.forms] = Held(forms, self.documents)

    def holding(self, word: Word) -> int:
        """How many documents hold a word."""
        return int(np.count_nonzero(self.held[word.forms].mask))

    def worst(self, among: Numbers) -> NDArray[np.float32]:
        """How badly documents match: their scores, negative."""
        total = np.zeros(len(among), np.float32)
        for word in dict.fromkeys((*self.query.words, *self._in_phrases())):
            rare = ranking.rarity(self.holding(word), self.documents)
            part = STOP_SHARE if word.stop else 1
            total -= self.held[word.forms].weights(among) * np.float32(rare * part)
        return total
