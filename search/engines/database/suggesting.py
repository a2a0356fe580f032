"""What a reader may mean: words and records that begin so, and words one edit away."""

from collections.abc import Callable, Collection
from dataclasses import replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from search.analysis import tokens, words_with_places
from search.engines.database import bitmaps, postings, ranking, reading, vocabulary
from search.engines.database.bitmaps import Numbers
from search.engines.database.correcting import correct
from search.engines.database.fresh import Fresh
from search.engines.database.postings import Shares
from search.engines.database.ranking import NAMED
from search.engines.database.reading import Found
from search.engines.database.snapshot import Snapshot, SnapshotCache
from search.query import Query, Word

MOST_ENDINGS = 32
MOST_WORDS = 8


def terms(prefix: str, limit: int, fresh: Fresh) -> list[str]:
    """The folded words that begin so, the most frequent first."""
    words = tokens(prefix, "")
    if not words:
        return []
    return [term for term, _number in vocabulary.frequent(words[-1], limit, fresh)]


def beginning(
    text: str, language: str, limit: int, snapshot: Snapshot, leave_out: Collection[UUID]
) -> list[int]:
    """The ids of documents of which the title or a name holds words that begin as those of a text.

    Best first: where they weigh most, the title before names.
    """
    asked = [NAMED + word for word in dict.fromkeys(tokens(text, language))][:MOST_WORDS]
    if not asked:
        return []
    held = [_heaviest(word, snapshot) for word in asked]
    mask = np.logical_and.reduce([weights != 0 for weights in held])
    found = bitmaps.of_mask(mask) & reading.visible(snapshot, language, leave_out)

    def worst(among: Numbers) -> NDArray[np.int64]:
        total = np.zeros(len(among), np.int64)
        for weights in held:
            total -= weights[among]
        return total

    keys = [worst, *reading.newest(snapshot)]
    chosen = ranking.first(bitmaps.numbers(found), keys, limit)
    return reading.ids(chosen, snapshot)


def _heaviest(beginning: str, snapshot: Snapshot) -> Shares:
    """In each document the weight of the heaviest term that begins so."""
    found = vocabulary.frequent(beginning, MOST_ENDINGS, snapshot.fresh)
    terms = [term for term, _number in found]
    nothing: Shares = np.zeros(len(snapshot), np.uint16)
    return snapshot.heaviest({beginning: terms}, postings.read(terms)).get(beginning, nothing)


def better_text(found: Found, known: SnapshotCache, leave_out: Collection[UUID]) -> str | None:
    """The text of a request without results, with words corrected, if that finds any."""
    if found.matches:
        return None
    words = found.words
    text = corrected(found.request.text, words.query, words.holding, found.snapshot.fresh)
    if text == found.request.text:
        return None
    request = replace(found.request, text=text, page=1)
    better = reading.find(request, known, leave_out)
    return text if better.matches else None


def corrected(text: str, query: Query, held: Callable[[Word], object], fresh: Fresh) -> str:
    """A text with each word that no document holds replaced by the most frequent near it."""
    in_phrases = (word for phrase in query.phrases for word in phrase)
    asked = {word.text: word for word in (*query.words, *in_phrases) if not word.stop}
    for word in reversed(words_with_places(text)):
        if (
            word.token in asked
            and not held(asked[word.token])
            and (near := correct(word.token, fresh))
        ):
            text = text[: word.start] + near + text[word.end :]
    return text
