"""The questions that every engine is asked, the same at every size of the collection.

200 of readers who begin (`broad`: a frequent word or two, a facet) and 200 of readers who know
what they look for (`narrow`: up to three words, up to three facets).
"""

import bisect
import random
from collections.abc import Iterator
from typing import NamedTuple

from search.analysis import fold
from search.document import Document
from search.query import parse_query
from search.request import SearchRequest, Sort
from search.synthetic.words import LANGUAGES, vocabulary
from tests.bench.documents import SHARES, VALUES, document

# How many of each kind. The first four are what p50 and p95 of the comparison are taken of.
KINDS = {"text": 50, "facet": 50, "both": 40, "deep": 20, "prefix": 20, "typo": 20}
COMPARED = ("text", "facet", "both", "deep")
OLDEST = 1_000  # questions take their words from documents that the smallest collection holds
FEWEST_ENDINGS, MOST_ENDINGS = 2, 30


class Breadth(NamedTuple):
    """How much readers ask for at once. `words_in_use`: the most frequent ones of a language.

    `words` and `facets` are of questions with one or the other, `words_with_facets` and
    `facets_with_words` of those with both; one of the numbers is taken by chance.
    """

    words_in_use: int
    words: tuple[int, ...]
    facets: tuple[int, ...]
    words_with_facets: tuple[int, ...]
    facets_with_words: tuple[int, ...]


BREADTHS = {
    "broad": Breadth(300, (1, 1, 2), (1,), (1,), (1,)),
    "narrow": Breadth(2_000, (1, 1, 2, 2, 3), (1, 2, 3), (1, 2), (1, 2)),
}


class Question(NamedTuple):
    """A request and the kind it is of."""

    kind: str
    request: SearchRequest


def questions(seed: int, breadth: str = "narrow", *, one_in: int = 1) -> list[Question]:
    """A workload in a shuffled order; `one_in` takes a part of each kind, for a short round."""
    maker = _Maker(seed, BREADTHS[breadth])
    made = [
        Question(kind, getattr(maker, kind)())
        for kind, number in KINDS.items()
        for _ in range(max(1, number // one_in))
    ]
    maker.chance.shuffle(made)
    return made


class _Maker:
    def __init__(self, seed: int, breadth: Breadth) -> None:
        self.seed = seed
        self.breadth = breadth
        self.chance = random.Random(f"questions {seed}")
        words = (word for code in LANGUAGES for word in vocabulary(code, seed).words)
        self.known = sorted(set(map(fold, words)))

    def text(self) -> SearchRequest:
        found = self._document()
        return _ranked(found.language, self._words(found, self.chance.choice(self.breadth.words)))

    def facet(self) -> SearchRequest:
        language = self.chance.choice(LANGUAGES)
        return SearchRequest(language, facets=self._facets(self.chance.choice(self.breadth.facets)))

    def both(self) -> SearchRequest:
        found = self._document()
        text = self._words(found, self.chance.choice(self.breadth.words_with_facets))
        number = self.chance.choice(self.breadth.facets_with_words)
        names = self.chance.sample(list(VALUES), number)
        facets = {name: found.facets[name][:1] for name in names if found.facets[name]}
        return _ranked(found.language, text, facets)

    def deep(self) -> SearchRequest:
        page = self.chance.randint(5, 50)
        if self.chance.random() < 0.5:
            language = self.chance.choice(LANGUAGES[:2])
            word = self.chance.choice(vocabulary(language, self.seed).words[:40])
            return _ranked(language, word, page=page)
        return SearchRequest("en", facets=self._facets(1), page=page)

    def prefix(self) -> SearchRequest:
        """The beginning of several words that is no word itself."""
        while True:
            language, word = self._word(0, 3000)
            beginning = fold(word)[: self.chance.randint(3, 6)]
            endings = list(_beginning_with(beginning, self.known))
            if FEWEST_ENDINGS <= len(endings) <= MOST_ENDINGS and beginning not in endings:
                return _ranked(language, beginning)

    def typo(self) -> SearchRequest:
        """A word of some length with one letter in its middle written wrongly."""
        while True:
            language, word = self._word(50, 3000)
            place = len(word) // 2
            wrong = word[:place] + self.chance.choice(word) + word[place + 1 :]
            if len(word) > 5 and not any(_beginning_with(fold(wrong), self.known)):
                return _ranked(language, wrong)

    def _word(self, first: int, last: int) -> tuple[str, str]:
        """A language and one of its words, from the most frequent on."""
        language = self.chance.choice(LANGUAGES)
        return language, self.chance.choice(vocabulary(language, self.seed).words[first:last])

    def _document(self) -> Document:
        return document(self.chance.randrange(OLDEST), self.seed)

    def _words(self, found: Document, number: int) -> str:
        """Words of one place in a document, of those that many documents use."""
        text = found.texts[self.chance.choice(("title", "summary", "body", "body"))]
        used = set(vocabulary(found.language, self.seed).words[: self.breadth.words_in_use])
        words = [word for word in dict.fromkeys(text.split()) if word in used]
        return " ".join(self.chance.sample(words, min(number, len(words)))) or text.split()[0]

    def _facets(self, number: int) -> dict[str, tuple[str, ...]]:
        return {
            name: self._values(name, self.chance.choice((1, 1, 2)))
            for name in self.chance.sample(list(VALUES), number)
        }

    def _values(self, facet: str, number: int) -> tuple[str, ...]:
        chosen = self.chance.choices(VALUES[facet], cum_weights=SHARES[facet].reach, k=number)
        return tuple(dict.fromkeys(chosen))


def _beginning_with(beginning: str, words: list[str]) -> Iterator[str]:
    for word in words[bisect.bisect_left(words, beginning) :]:
        if not word.startswith(beginning):
            return
        yield word


def _ranked(
    language: str, text: str, facets: dict[str, tuple[str, ...]] | None = None, page: int = 1
) -> SearchRequest:
    assert parse_query(text, language).required
    return SearchRequest(language, text, facets or {}, sort=Sort.RELEVANCE, page=page)
