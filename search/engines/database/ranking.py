"""BM25 over weighted texts, with one byte for each term of a document; and who comes first.

The byte depends on the document alone: lengths are weighed against a fixed usual length rather
than the corpus' average. So a document's rows are the same whenever it is written, and an index
kept up to date equals one built anew. How rare a word is comes in when it is searched for.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import index_terms, tokens
from search.document import WEIGHTS, Document
from search.engines.database.bitmaps import Numbers
from search.query import whole_name
from search.stems import is_stem

SATURATION = 1.2
LENGTH_SHARE = 0.5
USUAL_LENGTH = 400  # words
HEAVIEST = 255
# Marks the words of titles and names among the terms: what autocompletion goes by. No word
# begins with it.
NAMED = "^"
# Marks titles and names as a whole. No word begins with it either.
WHOLE = "="
MOST_ALIKE = 100  # documents beyond those that are wanted, up to which all are sorted

SortKey = Callable[[Numbers], NDArray[Any]]


def term_weights(document: Document) -> dict[str, int]:
    """Each index term of the document with its weight, 1 to 255."""
    counts: Counter[str] = Counter()
    length = 0
    for name, weight in WEIGHTS.items():
        text = document.texts.get(name, "")
        for term in index_terms(text, document.language, mixed=name == "labels"):
            counts[term] += weight
            length += not is_stem(term)
    whole: dict[str, int] = {}
    for name in ("title", "names"):
        for line in document.texts.get(name, "").splitlines():
            words = tokens(line, document.language)
            for word in words:
                counts[NAMED + word] += WEIGHTS[name]
            # However long the document is: it bears this name.
            share = WEIGHTS[name] / WEIGHTS["title"]
            whole.setdefault(WHOLE + whole_name(words), round(HEAVIEST * share))
    bend = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    return whole | {
        term: max(1, round(HEAVIEST * count / (count + bend))) for term, count in counts.items()
    }


def rarity(holding: int, documents: int) -> float:
    """The inverse document frequency of a word that `holding` of `documents` hold."""
    return math.log(1 + (max(documents - holding, 0) + 0.5) / (holding + 0.5))


def first(documents: Numbers, keys: Sequence[SortKey], most: int) -> Numbers:
    """The first `most` of the documents, in the order of their sort keys, the lowest first."""
    if len(documents) <= most:
        return documents[np.lexsort([key(documents) for key in reversed(keys)])]
    if not most:
        return documents[:0]
    leading = keys[0](documents)
    last = np.partition(leading, most - 1)[most - 1]
    kept = np.flatnonzero(leading <= last)
    if len(kept) > most + MOST_ALIKE:
        # Too many are as good as the last: which of them, the other keys say.
        better, equal = documents[leading < last], documents[leading == last]
        rest = first(equal, keys[1:], most - len(better))
        return np.concatenate([first(better, keys, most), rest])
    chosen = documents.take(kept)
    columns = [*(key(chosen) for key in reversed(keys[1:])), leading.take(kept)]
    return chosen.take(np.lexsort(columns)[:most])
