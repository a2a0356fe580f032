"""Stems: what the forms of a word have in common, by language.

Words are stemmed folded, so that readers who type without diacritics meet the same stems. A stem
carries a mark and its language and never meets a word or another language's stem.
"""

import re
import threading
from functools import lru_cache

import Stemmer

MARK = "~"
STEMMERS = {"en": "english", "tr": "turkish", "ar": "arabic", "fr": "french"}
LONGEST_STEM = 60  # letters, so that a marked stem is no longer than a word
SHORTEST_WORD = 3
SHORTEST_STEM = 3
REMEMBERED = 50_000  # words

_ARABIC = re.compile("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]+")
_LATIN = re.compile("[a-z]+")
# What the stemmers leave on: the Turkish possessive behind a vowel; the Arabic article behind
# another prefix (in "for the refugees" it shares a letter with the noun) and the feminine ending
# that folding has taken the dots from; French plurals and feminines without their accents.
_REPAIRS = {
    "en": re.compile("(?!)"),
    "tr": re.compile("(?<=[aeiou])s[iu](?:n[dn]?[aeiu]n?)?$"),
    "ar": re.compile("^(?:[وفبك]?ال|لل(?!اج)|ل(?=لاج))(?=...)|(?<=...)ه$"),
    "fr": re.compile("(?<=..[aiou])s$|(?<=..e)es?$"),
}
# With its article a word is a noun, and its first letter is no preposition.
_ARTICLE = {"ar": "ال"}
_TURKISH_CASE = re.compile("(?<=....)(?:[iıuü]n?|[ae])$")
_ROUNDS = {"tr": 3, "ar": 3}  # suffixes upon suffixes
_PLAIN = str.maketrans("ıöüğçş", "iougcs")
_VOWELS = "aeiou"
_BACK, _FRONT = {"i": "ı"}, {"o": "ö", "u": "ü"}


class _Stemmers(threading.local):
    """One set for each thread: a stemmer must not be used by two at a time."""

    def __init__(self) -> None:
        self.by_language = {
            language: Stemmer.Stemmer(name, 0) for language, name in STEMMERS.items()
        }


_STEMMERS = _Stemmers()


def is_stem(term: str) -> bool:
    """Whether an index term is a marked stem, not a word."""
    return term.startswith(MARK)


def bare(stem: str) -> str:
    """A marked stem without mark and language."""
    return stem.rpartition(":")[2]


@lru_cache(REMEMBERED)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The marked stem of a folded word in a text of `language`; none for numbers and the like."""
    if len(word) < SHORTEST_WORD:
        return ()
    if _ARABIC.fullmatch(word):
        return (_stem(word, "ar"),)
    if language in STEMMERS and language != "ar" and _LATIN.fullmatch(word):
        return (_stem(word, language),)
    return ()


@lru_cache(REMEMBERED)
def all_stems(word: str) -> tuple[str, ...]:
    """The marked stems of a folded word that may be of any language."""
    return tuple(dict.fromkeys(stem for language in STEMMERS for stem in stems(word, language)))


def _stem(word: str, language: str) -> str:
    mended = _REPAIRS[language].sub("", word)
    spelling = _harmonious(mended) if language == "tr" else mended
    stem = _shortened(spelling, language)
    if language == "tr":
        stem = _TURKISH_CASE.sub("", stem)
    return f"{MARK}{language}:{stem.translate(_PLAIN)[:LONGEST_STEM]}"


def _shortened(stem: str, language: str) -> str:
    """What a Snowball stemmer makes of a word, as long as enough of it is left."""
    for _ in range(_ROUNDS.get(language, 1)):
        article = _ARTICLE.get(language, "")
        shorter: str = _STEMMERS.by_language[language].stemWord(article + stem)
        shorter = shorter.removeprefix(article)
        if len(shorter) < SHORTEST_STEM:
            break
        stem = shorter
    return stem


def _harmonious(word: str) -> str:
    """A folded word in Turkish letters, as far as the stemmer's rules ask for them.

    Suffixes follow the vowels before them. Only `a` and `e` say for certain whether a vowel is a
    back or a front one; the others go with the nearest of these before them, else after.
    Between vowels and behind them, `g` is `ğ`.
    """
    sure = next((letter for letter in word if letter in "ae"), "")
    if not sure:
        sure = "e" if next((letter for letter in word if letter in _VOWELS), "") == "i" else "a"
    letters = []
    before = ""
    for letter in word:
        if letter in "ae":
            sure = letter
        if letter == "g" and before and before in _VOWELS:
            letters.append("ğ")
        else:
            letters.append((_BACK if sure == "a" else _FRONT).get(letter, letter))
        before = letter
    return "".join(letters)
