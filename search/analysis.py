"""Text analysis, the same for every engine: what counts as a word, and which words are the same.

A word is folded until all its usual spellings meet: letter case (with the Turkish İ I ı i as one
letter), diacritics, Arabic letter forms and vowel marks, digits of every script. What stands in
the index and what a reader types take the same way, whatever their languages.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from search.stems import all_stems, is_stem, stems
from search.stopwords import STOP_WORDS

LONGEST_TEXT = 200_000  # letters of one text that are read
LONGEST_WORD = 64
STEM_SHARE = 0.6  # of a word's weight
WORTH_AN_ARRAY = 100  # letters
UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # without a mark of the order of bytes

# Letters that Unicode does not take apart, and signs that stand for one another.
_SAME: dict[str, str] = {
    **dict.fromkeys("ıİI", "i"),
    **dict.fromkeys("’‘ʼ‛′´`＇", "'"),
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ƒ": "f",
    "ĸ": "k",
    "ə": "e",
    "ǝ": "e",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    "ɣ": "g",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ĳ": "ij",
    **dict.fromkeys("ىیےۍې", "ي"),
    "ٱ": "ا",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    "گ": "ك",
    **dict.fromkeys("\N{ARABIC TATWEEL}ʾʿ", ""),
}
_LEFT_OUT = {"Mn", "Me", "Cf"}  # marks upon letters, and signs that nobody sees

_NUMBER = r"\d{1,3}(?:[.,٬]\d{3})+(?!\d)"
_WORD = re.compile(rf"({_NUMBER}|[^\W_]+)(?:'[^\W_]+)*")
_APOSTROPHE = "'"
LONGEST_ELISION = 2  # l'eau, d'Izmir, qu'il
LONGEST_SUFFIX = 6  # Gaziantep'te, İzmir'deki, Ankara'ninki


class Word(NamedTuple):
    """A folded word and where it stands in the text it was read from."""

    token: str
    start: int
    end: int


def _fold_letter(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    category = unicodedata.category(letter)
    if category in _LEFT_OUT:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if category[0] == "C":
        return " "
    parts = unicodedata.normalize("NFKD", letter.casefold())
    if parts == letter:
        return letter
    return "".join(map(_fold_letter, parts))


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself with the letters it meets.

    `single` has by letter the one letter it folds to, 0 where that is another number of letters
    or not known yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.single = np.zeros(sys.maxunicode + 1, np.uint32)

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        if len(folded) == 1:
            self.single[code] = ord(folded)
        return folded


_FOLDING = _Folding()


def fold_letters(text: str) -> str:
    """`text` with every letter folded where it stands."""
    # Python translates only ASCII quickly.
    if len(text) < WORTH_AN_ARRAY or text.isascii():
        return text.translate(_FOLDING)
    codes = np.frombuffer(text.encode(UTF_32, "surrogatepass"), np.uint32)
    single = _FOLDING.single.take(codes)
    pieces = single.tobytes().decode(UTF_32).split("\0")
    others = [_FOLDING[code] for code in codes[single == 0].tolist()]
    return "".join(chain.from_iterable(zip(pieces, [*others, ""], strict=True)))


def _words(folded: str) -> Iterator[Word]:
    for match in _WORD.finditer(folded):
        head = match[1]
        if not head.isalnum():
            yield Word(re.sub(r"\D", "", head)[:LONGEST_WORD], *match.span(1))
        elif match.end() > match.end(1):
            yield from _bare(match[0].split(_APOSTROPHE), match.start())
        else:
            yield Word(head[:LONGEST_WORD], *match.span())


def _bare(parts: list[str], start: int) -> Iterator[Word]:
    """The parts between apostrophes without elided articles before and suffixes behind."""
    head = 0
    while head < len(parts) - 1 and len(parts[head]) <= LONGEST_ELISION:
        head += 1
    for number, part in enumerate(parts):
        if number == head or (number > head and len(part) > LONGEST_SUFFIX):
            yield Word(part[:LONGEST_WORD], start, start + len(part))
        start += len(part) + 1


def fold(text: str) -> str:
    """`text` with every word folded and one space between words: equal for equal readings."""
    folded = fold_letters(text[:LONGEST_TEXT]).replace(_APOSTROPHE, "")
    return " ".join(re.findall(r"[^\W_]+", folded))


def title_key(title: str) -> str:
    """What titles are sorted by; of a bounded length."""
    return fold(title)[:255]


def tokens(text: str, language: str) -> list[str]:
    """The folded words of `text`, in order, repeated as they repeat.

    Words of every language fold alike, so that a reader finds a name in a foreign text;
    `language` is the text's.
    """
    return [word.token for word in _words(fold_letters(text[:LONGEST_TEXT]))]


def index_terms(text: str, language: str, *, mixed: bool = False) -> list[str]:
    """What stands in the index for `text`: its folded words, and marked stems beside them.

    A stem (`~en:school`) is of the text's language; words in Arabic letters have Arabic ones. In
    `mixed` texts, which hold several languages (a document's labels), a word has one of each.
    Repeated as the words repeat, in no particular order. `is_stem` tells the two apart: only
    words count for a text's length.
    """
    return terms_of(tokens(text, language), language, mixed=mixed)


def terms_of(words: Sequence[str], language: str, *, mixed: bool = False) -> list[str]:
    """What `index_terms` gives for a text that has these folded words."""
    found = list(words)
    for word in words:
        found += all_stems(word) if mixed else stems(word, language)
    return found


def forms(word: str, language: str) -> tuple[str, ...]:
    """The index terms that match a folded word a reader of `language` asks for, the word first.

    Its stems follow, the reader's own language first: records in all languages are shown.
    """
    return tuple(dict.fromkeys((word, *stems(word, language), *all_stems(word))))


def share(term: str) -> float:
    """How much of a word's weight one of its forms is worth: 1 for the word itself."""
    return STEM_SHARE if is_stem(term) else 1.0


def is_stop_word(word: str) -> bool:
    """Whether a folded word says nothing about a subject, in any of the site's languages."""
    return word in STOP_WORDS


def words_with_places(text: str) -> list[Word]:
    """The words of `text` as `tokens` gives them, each with its place in `text` itself.

    A place never parts a letter from the marks upon it.
    """
    text = text[:LONGEST_TEXT]
    origin = _origin(text)
    found = []
    for word in _words(fold_letters(text)):
        end = origin[word.end - 1] + 1
        while end < len(text) and unicodedata.category(text[end]) in _LEFT_OUT:
            end += 1
        found.append(Word(word.token, origin[word.start], end))
    return found


def _origin(text: str) -> Sequence[int]:
    """For each letter of the folded text the place of the letter it comes from."""
    if text.isascii():
        return range(len(text))
    return [place for place, letter in enumerate(text) for _ in _FOLDING[ord(letter)]]
