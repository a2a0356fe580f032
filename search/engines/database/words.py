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
    scoring: Sequence[Word]
    held: dict[Forms, Held]
    snapshot: Snapshot
    endings: frozenset[str] = frozenset()

    def among(self, visible: BitMap) -> BitMap:
        """Of some documents those that hold all that is required and nothing that is excluded."""
        holding = (self.held[word.forms].documents for word in _required(self.query))
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
        """How badly documents match that hold all that is required: their scores, negative."""
        total = None
        documents = len(self.snapshot)
        required = _required(self.query)
        for word in self.scoring:
            held = self.held[word.forms]
            if holding := len(held.weights):
                rare = ranking.rarity(holding, documents)
                part = STOP_SHARE if word.stop else 1
                # Often they are those that hold the word.
                same = holding == len(among) and word in required
                weights = held.weights if same else held.weights_in(among, documents)
                scores = weights * np.float32(-rare * part / HUNDREDTHS)
                total = scores if total is None else total + scores
        return np.zeros(len(among), np.float32) if total is None else total


def read(
    words: Mapping[Forms, Collection[str]], rows: Sequence[Row], snapshot: Snapshot
) -> dict[Forms, Held]:
    """What the index holds of words, of which the forms and the rows are given."""
    found = snapshot.heaviest(words, rows)
    return {word: Held.of(found[word]) if word in found else NOWHERE for word in words}


def scoring(query: Query) -> tuple[Word, ...]:
    """All that scores, required or not."""
    if not query.whole:
        return ()
    whole = ranking.WHOLE + query.whole
    return tuple(dict.fromkeys((*query.words, *_in_phrases(query), Word(whole, (whole,)))))


def _required(query: Query) -> tuple[Word, ...]:
    """All that a document must hold."""
    return (*query.required, *_in_phrases(query)) if query.phrases else query.required


def _in_phrases(query: Query) -> tuple[Word, ...]:
    return tuple(word for phrase in query.phrases for word in phrase)
