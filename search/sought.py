"""What a reader asked for, found in texts: quickly, as most of a text is none of it.

Whatever is found begins in a word that holds a sign, letters to look for in the folded text. Only
what stands around signs, from one space to the next, is read as words: no word reaches further.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from search.analysis import LONGEST_TEXT, LONGEST_WORD, Word, fold_letters, words_with_places
from search.stems import MARK, bare, is_stem, stems

MOST_FOUND = 200
SPACE = " "
_LETTERS = re.compile(r"[^\W_]+")

Phrases = Collection[Sequence[str]]


class Sought:
    """What is sought in texts of one language.

    `words` are index terms: folded words, and marked stems, which match words of `language`.
    `phrases` are folded words each; one is found where its words follow one another in a line.
    `most` is the most that `worth` can be.
    """

    def __init__(
        self, words: Collection[str], language: str = "", *, phrases: Phrases = ()
    ) -> None:
        self.language = language
        own = (f"{MARK}{language}:", ARABIC)
        self.words = frozenset(term for term in words if not is_stem(term) or term.startswith(own))
        self.phrases: Mapping[str, Sequence[str]] = {" ".join(some): some for some in phrases}
        self.firsts = {phrase[0] for phrase in self.phrases.values()}
        self.signs = frozenset(map(_sign, self.words | self.firsts))
        meant = {self._meant(term) or term for term in self.words}
        self.most = self.worth(meant | self.phrases.keys())

    def found(self, text: str) -> Iterator[Word]:
        """The first matches, in order, each with a token that forms of a word share."""
        return islice(self._found(text[:LONGEST_TEXT]), MOST_FOUND)

    def _found(self, text: str) -> Iterator[Word]:
        for start, end in self._stretches(text):
            words = _words_in(text, start, end)
            matches = [
                word._replace(token=meant) for word in words if (meant := self._meant(word.token))
            ]
            for token, phrase in self.phrases.items():
                matches += _runs(text, start, len(words), token, phrase)
            yield from sorted(matches, key=lambda word: (word.start, -word.end))

    def worth(self, tokens: Iterable[str]) -> int:
        """How much of what is sought different tokens stand for."""
        return sum(len(self.phrases.get(token, (token,))) for token in tokens)

    def _meant(self, word: str) -> str:
        """The term that a folded word stands for; none if it is not sought."""
        stem = next((stem for stem in stems(word, self.language) if stem in self.words), "")
        return stem or (word if word in self.words else "")

    def _places(self, sign: "_Sign", folded: str) -> Iterator[int]:
        for place in sign.places(folded):
            if sign.anywhere or self._begins(folded, place):
                yield place

    def _begins(self, folded: str, place: int) -> bool:
        """Whether the letters from here on may be a word that is sought or begins a phrase."""
        letters = _LETTERS.match(folded, place)
        word = letters[0][:LONGEST_WORD] if letters else ""
        # Numbers go on behind the signs in them.
        return word[:1].isdigit() or word in self.firsts or bool(self._meant(word))

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where something may be found: from one space to the next, in order."""
        folded = fold_letters(text)
        places = merge(*(self._places(sign, folded) for sign in self.signs))
        end = -1
        for place in places if text.isascii() else _unfolded(text, places):
            if place > end:
                start = text.rfind(SPACE, 0, place) + 1
                end = _next_space(text, place)
                yield start, end


class _Sign(NamedTuple):
    """Letters that stand in every word with a term, at its beginning unless `anywhere`."""

    letters: str
    anywhere: bool = False

    def places(self, folded: str) -> Iterator[int]:
        place = folded.find(self.letters)
        while place >= 0:
            # A word may follow the digits of a number, but no letter.
            if self.anywhere or not folded[place - 1 : place].isalpha():
                yield place
            place = folded.find(self.letters, place + 1)


ARABIC = f"{MARK}ar:"
REPLACED = "است"  # in the place of يست and the like, by the Arabic stemmer
CHANGED = 2  # last letters of a stem that a word may have otherwise: city, citi; ability, able
LONGEST_SIGN = 4  # letters, so that the words with one beginning have few signs


def _sign(term: str) -> _Sign:
    letters = bare(term)
    if term.startswith(ARABIC):
        return _Sign(letters[1:] if letters.startswith(REPLACED) else letters, anywhere=True)
    if is_stem(term):
        return _Sign(letters[: max(1, min(len(letters) - CHANGED, LONGEST_SIGN))])
    # Between the digits of a number there may be signs.
    return _Sign(letters[: 1 if letters.isdigit() else LONGEST_SIGN])


def _unfolded(text: str, places: Iterable[int]) -> Iterator[int]:
    """For places in the folded text, in order, those in `text`, at most some marks before them."""
    place = folded = 0
    for sought in places:
        while folded < sought:
            ahead = text[place : place + sought - folded]
            place += len(ahead)
            folded += len(fold_letters(ahead))
        while folded > sought:
            place -= 1
            folded -= len(fold_letters(text[place]))
        yield place


def _next_space(text: str, place: int) -> int:
    space = text.find(SPACE, place)
    return space if space >= 0 else len(text)


def _words_in(text: str, start: int, end: int) -> list[Word]:
    return [
        Word(word.token, start + word.start, start + word.end)
        for word in words_with_places(text[start:end])
    ]


def _words_from(text: str, start: int) -> Iterator[Word]:
    while start < len(text):
        end = _next_space(text, start)
        yield from _words_in(text, start, end)
        start = end + 1


def _runs(
    text: str, start: int, beginnings: int, token: str, phrase: Sequence[str]
) -> Iterator[Word]:
    """The phrase where it begins with one of the next words and stands within a line."""
    words = list(islice(_words_from(text, start), beginnings + len(phrase) - 1))
    for place in range(beginnings):
        run = words[place : place + len(phrase)]
        if [word.token for word in run] == list(phrase):
            first, last = run[0].start, run[-1].end
            if len(text[first:last].splitlines()) == 1:
                yield Word(token, first, last)
