"""BM25 over weighted texts, with one byte for each word of a document.

The byte depends on the document alone: lengths are weighed against a fixed usual length rather
than the corpus' average. So a document's rows are the same whenever it is written, and an index
kept up to date equals one built anew. How rare a word is comes in when it is searched for.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from search.analysis import tokens
from search.document import WEIGHTS, Document

SATURATION = 1.2
LENGTH_SHARE = 0.5
USUAL_LENGTH = 400  # words
HEAVIEST = 255


def word_weights(document: Document) -> dict[str, int]:
    """Each word of the document with its weight, 1 to 255."""
    counts: Counter[str] = Counter()
    length = 0
    for name, weight in WEIGHTS.items():
        words = tokens(document.texts.get(name, ""), document.language)
        length += len(words)
        for word in words:
            counts[word] += weight
    bend = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return {
        word: max(1, round(HEAVIEST * count / (count + bend))) for word, count in counts.items()
    }


def rarity(holding: int, documents: int) -> float:
    """The inverse document frequency of a word that `holding` of `documents` hold."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


def scores(
    words: Sequence[tuple[float, Mapping[int, int]]], among: Iterable[int]
) -> dict[int, float]:
    """The score of each document: its words' weights, each times the word's rarity."""
    return {number: sum(rare * weights[number] for rare, weights in words) for number in among}
