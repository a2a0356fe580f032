"""Which records share most with one of them, and the newest with a facet value.

Counted from what the process keeps in memory, whichever engine answers searches.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.analysis import forms, is_stop_word, words_with_places
from search.document import SHOWN_IN
from search.engines.database import bitmaps, postings, ranking
from search.engines.database.bitmaps import Numbers
from search.engines.database.reading import newest
from search.engines.database.snapshot import Snapshot

MOST_WORDS = 24
SHORTEST_WORD = 4  # letters; one less where some are not those of English
WORD_SHARE = 0.3  # of what a facet value as rare is worth
FEWEST_WORDS = 2  # in common, where nothing else is
# A word in more of the records than this says nothing of a subject.
COMMON = 0.3

Value = tuple[str, str]
"""A facet and one of its values."""


class Sample(NamedTuple):
    """What is looked for: of a language and record type, with any of some facet values.

    `texts` are those of the record itself, the most telling first; `but` are records never found.
    """

    language: str
    record_type: str
    values: Collection[Value]
    texts: Sequence[str] = ()
    but: Collection[UUID] = ()


class Alike(NamedTuple):
    """A record, and what it shares, the rarest first; words as the sample writes them."""

    key: UUID
    values: tuple[Value, ...]
    words: tuple[str, ...]


def alike(snapshot: Snapshot, sample: Sample, most: int) -> list[Alike]:
    """The records that share most; one query, for the words, and none where there are none."""
    among = _among(snapshot, sample.language, sample.record_type) - _numbers(snapshot, sample.but)
    if not among:
        return []
    scores = np.zeros(len(snapshot), np.float32)
    shared = {value: snapshot.having(*value) & among for value in sample.values}
    worth = {value: _worth(held, among) for value, held in shared.items() if held}
    for value, points in worth.items():
        scores[bitmaps.numbers(shared[value])] += points
    has_value = scores > 0
    words = _words(snapshot, sample, among)
    counted = np.zeros(len(scores), np.uint8)
    for held in words.values():
        scores[bitmaps.numbers(held)] += WORD_SHARE * _worth(held, among)
        counted[bitmaps.numbers(held)] += 1
    found: Numbers = np.flatnonzero(has_value | (counted >= FEWEST_WORDS)).astype(np.uint32)
    best = ranking.first(found, [lambda some: -scores[some], *newest(snapshot)], most)
    rarest = sorted(worth, key=lambda value: (-worth[value], value))
    return [
        Alike(
            key,
            tuple(value for value in rarest if number in shared[value]),
            tuple(word for word, held in words.items() if number in held),
        )
        for number, key in zip(best.tolist(), _keys(snapshot, best), strict=True)
    ]


def carrying(
    snapshot: Snapshot, language: str, value: Value, but: Collection[UUID], most: int
) -> list[UUID]:
    """The newest records shown in a language with a facet value."""
    found = snapshot.having(SHOWN_IN, language) & snapshot.having(*value)
    numbers = bitmaps.numbers(found - _numbers(snapshot, but))
    return _keys(snapshot, ranking.first(numbers, newest(snapshot), most))


def _among(snapshot: Snapshot, language: str, record_type: str) -> BitMap:
    return snapshot.having(SHOWN_IN, language) & snapshot.having("type", record_type)


def _worth(held: BitMap, among: BitMap) -> float:
    """The rarer something is, the more it says that two records share it."""
    return math.log1p(len(among) / len(held))


def _words(snapshot: Snapshot, sample: Sample, among: BitMap) -> Mapping[str, BitMap]:
    """The telling words of the texts, each with the records that hold it."""
    asked = _telling(sample.texts, sample.language)
    terms = {term for some in asked.values() for term in some}
    rows = postings.read(terms) if terms else []
    weights = snapshot.heaviest(asked, rows)
    found = {
        word: bitmaps.of_numbers(np.flatnonzero(weights[word])) & among
        for word in asked
        if word in weights
    }
    most = max(1, COMMON * len(among))
    return {word: held for word, held in found.items() if 0 < len(held) <= most}


def _telling(texts: Sequence[str], language: str) -> dict[str, tuple[str, ...]]:
    """By the word as it is written first, the index terms that match it."""
    found: dict[str, tuple[str, ...]] = {}
    known: set[str] = set()
    for text in texts:
        for word in words_with_places(text):
            if not _tells(word.token) or len(found) >= MOST_WORDS:
                continue
            matching = forms(word.token, language)
            # Another form of a word says nothing new.
            if known.isdisjoint(matching):
                found[text[word.start : word.end]] = matching
                known.update(matching)
    return found


def _tells(word: str) -> bool:
    """Whether a folded word may say something of a subject."""
    shortest = SHORTEST_WORD if word.isascii() else SHORTEST_WORD - 1
    return len(word) >= shortest and not word.isdigit() and not is_stop_word(word)


def _numbers(snapshot: Snapshot, keys: Collection[UUID]) -> BitMap:
    """The documents of some records."""
    high, low = snapshot.column("high"), snapshot.column("low")
    found: NDArray[np.bool_] = np.zeros(len(high), np.bool_)
    for key in keys:
        found |= (high == key.int >> 64) & (low == key.int & (1 << 64) - 1)
    return bitmaps.of_mask(found)


def _keys(snapshot: Snapshot, documents: Numbers) -> list[UUID]:
    halves = [snapshot.column(name)[documents].tolist() for name in ("high", "low")]
    return [UUID(int=(high << 64) | low) for high, low in zip(*halves, strict=True)]
