"""Words of no meaning in the letters of four languages, used as unevenly as real words are."""

import random
from functools import lru_cache

import numpy as np

# (beginnings, vowels, endings) of syllables, and whole endings that words of the language have.
Sounds = tuple[str, str, str, str]
_SOUNDS: dict[str, Sounds] = {
    "en": ("b c d f g h l m n p r s t v w st tr", "a e i o u ea ou", "n r s t l nd ck", "ing s ed"),
    "tr": ("b c ç d g h k l m n p r s ş t y", "a e ı i o ö u ü", "k l m n r ş z", "ler lar da de"),
    "ar": ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه و", "ا ي و", "ن ر م ل ت ب د", "ات ون ين"),
    "fr": ("b c d f g j l m n p r s t v br ch", "a e é è i o u ou", "n r s t l x", "ment s es"),
}  # fmt: skip
LANGUAGES = tuple(_SOUNDS)
DIFFERENT = 30_000  # words of each language
# Zipf's law as Mandelbrot bent it for the most frequent words.
STEEPNESS, BEND = 1.07, 2.7


class Vocabulary:
    """The words of one language, the most frequent first, the same for the same seed."""

    def __init__(self, language: str, seed: int, different: int = DIFFERENT) -> None:
        chance = random.Random(f"{seed} {language}")  # noqa: S311 - no secret
        self.words = _invent(chance, _SOUNDS[language], different)
        self._reach = np.cumsum((np.arange(different) + 1 + BEND) ** -STEEPNESS)
        self._reach /= self._reach[-1]

    def draw(self, chance: np.random.Generator, number: int) -> list[str]:
        """So many words as they follow each other in a text."""
        places = np.searchsorted(self._reach, chance.random(number))
        return [self.words[place] for place in places.tolist()]


@lru_cache(maxsize=16)
def vocabulary(language: str, seed: int) -> Vocabulary:
    """The vocabulary of a language, kept."""
    return Vocabulary(language, seed)


def _invent(chance: random.Random, sounds: Sounds, number: int) -> list[str]:
    beginnings, vowels, endings, suffixes = (part.split() for part in sounds)
    words: dict[str, None] = {}
    while len(words) < number:
        syllables = chance.choices((1, 2, 3, 4), (8, 52, 33, 7))[0]
        parts = [
            chance.choice(beginnings) + chance.choice(vowels) + (chance.choice([*endings, ""]))
            for _ in range(syllables)
        ]
        word = "".join(parts) + (chance.choice(suffixes) if chance.random() < 0.25 else "")
        words[word] = None
    return list(words)


class Shares:
    """So many values of which a few are common and most are rare, the most common first."""

    def __init__(self, number: int, steepness: float = 0.8) -> None:
        self._reach = np.cumsum((np.arange(number) + 1.0) ** -steepness)
        self._reach /= self._reach[-1]

    @property
    def reach(self) -> list[float]:
        """The shares added up from the first on."""
        reach: list[float] = self._reach.tolist()
        return reach

    def draw(self, chance: np.random.Generator, number: int = 1) -> list[int]:
        """Places of so many values, perhaps some twice."""
        places: list[int] = np.searchsorted(self._reach, chance.random(number)).tolist()
        return places
