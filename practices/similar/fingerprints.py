"""What texts have in common, found by numbers that stand for runs of their words.

Of the runs of eight folded words in a sentence, the one with the smallest number is kept in
each five that follow one another ("winnowing"). So two texts share a number for certain where
they share a sentence of eight words or more, or twelve words in a row; and what is stored of a
text tells nothing of it to who does not have the text.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations

from search.analysis import is_stop_word, tokens

RUN = 8  # words
WINDOW = 5  # runs
MOST = 500  # numbers of one text: the smallest, on both sides the same ones
LONGEST = 100_000  # letters that are read
MOST_TITLE_WORDS = 12
ALIKE = 0.6  # of the words of two titles together, how many must stand in both

# A point between digits is part of a number, and one line break of a sentence.
_END = re.compile(r"[.!?؟۔…]+(?!\d)|\n\s*\n")


def passages(texts: Iterable[str]) -> dict[int, str]:
    """The numbers kept of some texts, each with the sentence it stands for."""
    found: dict[int, str] = {}
    for sentence in _sentences(texts):
        for number in _kept(tokens(sentence, "")):
            found.setdefault(number, sentence)
    return {number: found[number] for number in sorted(found)[:MOST]}


def title_words(title: str) -> frozenset[str]:
    """The folded words of a title that say something."""
    words = dict.fromkeys(word for word in tokens(title, "") if not is_stop_word(word))
    return frozenset(list(words)[:MOST_TITLE_WORDS])


def title_pairs(words: Iterable[str]) -> set[int]:
    """A number for any two words of a title: titles that are alike have some in common."""
    return {_number("title", *pair) for pair in combinations(sorted(words), 2)}


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles, as `title_words`, say nearly the same.

    One word in common never suffices: an acronym may stand for two things.
    """
    shared = len(one & other)
    return shared >= 2 and shared >= ALIKE * len(one | other)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    left = LONGEST
    for text in texts:
        for sentence in _END.split(text[:left]):
            yield " ".join(sentence.split())
        left = max(0, left - len(text))


def _kept(words: list[str]) -> set[int]:
    runs = [_number(*words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
    if not runs:
        return set()
    last = max(1, len(runs) - WINDOW + 1)
    return {min(runs[start : start + WINDOW]) for start in range(last)}


def _number(*words: str) -> int:
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
