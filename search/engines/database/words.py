"""The words of a query, found in the index."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.database import postings, ranking, vocabulary
from search.engines.database.bitmaps import Numbers
from search.engines.database.held import NOWHERE, Forms, Held
from search.engines.database.postings import HUNDREDTHS, Row
from search.engines.database.snapshot import Snapshot
from search.query import STOP_SHARE, Query, Word

MOST_ENDINGS = 64


@dataclass
class Words:
    """What the index holds of a query, in the documents of a snapshot."""

    query: Query
    held: dict[Forms, Held]
    snapshot: Snapshot
    endings: frozenset[str] = frozenset()

    def among(self, visible: BitMap) -> BitMap:
        """Of some documents those that hold all that is required and nothing that is excluded."""
        required = (*self.query.required, *_in_phrases(self.query))
        holding = (self.held[word.forms].documents for word in required)
        found = BitMap.intersection(visible, *holding)
        for word in self.query.excluded:
            found -= self.held[word.forms].documents
        return found

    def complete(self, beginning: Word) -> None:
        """Take all words that begin so for this one."""
        found = vocabulary.frequent(beginning.text, MOST_ENDINGS, self.snapshot.fresh)
        self.endings = frozenset(term for term, _number in found)
        if self.endings:
            words = {beginning.forms: self.endings}
            self.held |= read(words, postings.read(self.endings), self.snapshot)

    def holding(self, word: Word) -> int:
        """How many documents hold a word."""
        return len(self.held[word.forms].documents)

    def worst(self, among: Numbers) -> NDArray[np.float32]:
        """How badly documents match: their scores, negative."""
        total = np.zeros(len(among), np.float32)
        documents = len(self.snapshot)
        for word in scoring(self.query):
            held = self.held[word.forms]
            if holding := len(held.documents):
                rare = ranking.rarity(holding, documents)
                part = STOP_SHARE if word.stop else 1
                weights = held.weights_in(among, documents)
                total -= weights * np.float32(rare * part / HUNDREDTHS)
        return total


def read(
    words: Mapping[Forms, Collection[str]], rows: Sequence[Row], snapshot: Snapshot
) -> dict[Forms, Held]:
    """What the index holds of words, of which the forms and the rows are given."""
    found = snapshot.heaviest(words, rows)
    return {word: Held.of(found[word]) if word in found else NOWHERE for word in words}


def asked(query: Query) -> tuple[Word, ...]:
    """All words that have to be read for a query."""
    return (*scoring(query), *query.excluded)


def scoring(query: Query) -> tuple[Word, ...]:
    """All that scores, required or not."""
    if not query.whole:
        return ()
    whole = ranking.WHOLE + query.whole
    return tuple(dict.fromkeys((*query.words, *_in_phrases(query), Word(whole, (whole,)))))


def _in_phrases(query: Query) -> tuple[Word, ...]:
    return tuple(word for phrase in query.phrases for word in phrase)
