"""What a reader asks for: a text understood as words, phrases and words to leave out.

All words, in any order; `"an exact phrase"`; `-without`. Nothing else is an operator: every other
sign only separates words.

How an engine uses a `Query`:

1. A document answers it if it holds every word of `required` (a word is held where one of its
   forms is a term of the document), every word of every phrase, and none of `excluded`. Without
   `required` and phrases every document does that holds none of `excluded`.
2. Where no visible document holds `beginning`, those count that hold a folded word beginning so.
   Stems carry a mark and are never met by the beginning of a word.
3. Of the documents that are left, those count for which `phrase_matches(texts, phrase, language)`
   holds, with the document's language. An engine whose index knows no places reads the stored
   texts, the best first, of at most `MOST_VERIFIED` documents. Those beyond are left out, and
   the result says so (`SearchResult.cut`).
4. A word scores by its best form, each form times `analysis.share(form)`; words with `stop` set
   times `STOP_SHARE`. `words` score whether required or not, and so do the words of phrases.
5. Where `whole_name` of a document's title, or of a line of its names, is the query's `whole`, this
   scores as one more word that stands there: who asks for a name finds what bears it first.
6. Texts are marked with `marked`, the endings found for `beginning`, and `quoted`, in the
   document's language: see `search.highlights`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from search.analysis import (
    LONGEST_TEXT,
    fold_letters,
    forms,
    is_stop_word,
    tokens,
)
from search.problems import shown

LONGEST_QUERY = 1_000  # letters that are read
MOST_QUERY_WORDS = 32
MOST_VERIFIED = 2_000  # documents whose texts are read for one search
STOP_SHARE = 0.2  # of a word's score
SHORTEST_BEGINNING = 2  # letters
LONGEST_NAME = 255  # letters

Phrase = tuple["Word", ...]

_QUOTES = re.compile("[“”„‟«»＂]")
# Hyphens, the en dash and the minus sign: keyboards and word processors put them for "-".
_DASHES = re.compile(
    "[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}]"
)
_PIECE = re.compile(
    r"""
      (?<!\S)-(?P<without_phrase>"[^"]*")
    | "(?P<phrase>[^"]*)"
    | (?<!\S)-(?P<without>[^\W_][^\s"]*)
    | (?P<plain>[^\s"]+)
    | (?P<stray>")
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word asked for. `forms` are the index terms that match it, `text` (folded) the first.

    `stop` words (the, ve, في, de) are wanted, but not required beside other words.
    """

    text: str
    forms: tuple[str, ...]
    stop: bool = False


@dataclass(frozen=True)
class Query:
    """A text as understood. `dropped` are its parts that were left out, safe to show.

    `whole` is the `whole_name` of all that is not excluded.
    `open_ended`: the text ends in the last of `words`, which may not be finished yet.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Word, ...] = ()
    dropped: tuple[str, ...] = ()
    whole: str = ""
    open_ended: bool = False

    @cached_property
    def required(self) -> tuple[Word, ...]:
        """The words a document must hold: without stop words, unless there is nothing else."""
        if self.phrases or not all(word.stop for word in self.words):
            return tuple(word for word in self.words if not word.stop)
        return self.words

    @property
    def beginning(self) -> Word | None:
        """The last of `required`, if it may be the beginning of a longer word."""
        if not (self.open_ended and self.words):
            return None
        last = self.words[-1]
        return last if last in self.required and len(last.text) >= SHORTEST_BEGINNING else None

    @cached_property
    def terms(self) -> frozenset[str]:
        """The index terms of all that is wanted, those of phrases among them."""
        return self.marked | {word.text for phrase in self.phrases for word in phrase}

    @cached_property
    def marked(self) -> frozenset[str]:
        """The terms to mark wherever they stand; words of phrases only in their phrase."""
        return frozenset(form for word in self.words for form in word.forms if not word.stop)

    @property
    def quoted(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each phrase."""
        return tuple(tuple(word.text for word in phrase) for phrase in self.phrases)

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.excluded)


NOTHING_ASKED = Query()


def parse_query(text: str, language: str) -> Query:
    """Understand a text written by a reader of `language`.

    Never raises. Reads 1,000 letters and 32 words, those of phrases and exclusions among them.
    """
    if not text:
        return NOTHING_ASKED
    reader = _Reader(language)
    reader.read(text)
    return reader.query()


def whole_name(words: Iterable[str]) -> str:
    """What a name of these folded words is compared by."""
    return " ".join(words)[:LONGEST_NAME]


def phrase_matches(texts: Iterable[str], phrase: Phrase, language: str) -> bool:
    """Whether a line of one of the texts holds the words of a phrase one after the other.

    `language` is the texts'. Letters are compared folded; stems do not count.
    """
    wanted = [word.text for word in phrase]
    return any(
        _stands(fold_letters(line), wanted, language)
        for text in texts
        for line in text[:LONGEST_TEXT].splitlines()
    )


def _stands(folded: str, wanted: list[str], language: str) -> bool:
    """Whether words follow one another in a line, of which as little is read as will do.

    What stands between spaces holds a whole word, or signs only.
    """
    if not all(word in folded or word.isdigit() for word in wanted):
        return False
    pieces = [piece for piece in folded.split() if any(map(str.isalnum, piece))]
    longest = max((word for word in wanted if not word.isdigit()), key=len, default="")
    places = [place for place, piece in enumerate(pieces) if longest in piece]
    reach = len(wanted) - 1
    if len(places) * (2 * reach + 1) >= len(pieces):
        return _holds(tokens(folded, language), wanted)
    near = (pieces[max(0, place - reach) : place + reach + 1] for place in places)
    return any(_holds(tokens(" ".join(some), language), wanted) for some in near)


def _holds(words: list[str], wanted: list[str]) -> bool:
    places = range(len(words) - len(wanted) + 1)
    return any(words[place : place + len(wanted)] == wanted for place in places)


@dataclass
class _Reader:
    language: str
    words: dict[str, Word] = field(default_factory=dict)
    phrases: dict[Phrase, None] = field(default_factory=dict)
    excluded: dict[str, Word] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    room: int = MOST_QUERY_WORDS
    last: str = ""

    def read(self, text: str) -> None:
        self.drop(text[LONGEST_QUERY:][:LONGEST_QUERY])
        for piece in _pieces(text[:LONGEST_QUERY]):
            getattr(self, f"read_{piece.lastgroup}")(piece[0], piece[piece.lastgroup or 0])
        if not (self.words or self.phrases or self.excluded or self.dropped):
            self.drop(text)

    def query(self) -> Query:
        words = tuple(self.words.values())
        return Query(
            words=words,
            phrases=tuple(self.phrases),
            excluded=tuple(self.excluded.values()),
            dropped=tuple(dict.fromkeys(self.dropped)),
            whole=whole_name(self.whole),
            open_ended=bool(words) and words[-1].text == self.last,
        )

    def drop(self, piece: str) -> None:
        if left_out := shown(piece):
            self.dropped.append(left_out)

    def has_room(self, piece: str, words: int) -> bool:
        if words > self.room:
            self.drop(piece)
            return False
        self.room -= words
        return True

    def word(self, token: str) -> Word:
        return Word(token, forms(token, self.language), is_stop_word(token))

    def read_plain(self, piece: str, chunk: str) -> None:
        found = tokens(chunk, self.language)
        self.whole += found
        self.last = ""
        for token in dict.fromkeys(found):
            if token not in self.words and self.has_room(token, 1):
                self.words[token] = self.word(token)
                self.last = token

    def read_phrase(self, piece: str, inside: str) -> None:
        """One word in quotation marks is that word as it stands, not its stem."""
        self.last = ""
        found = tuple(Word(token, (token,)) for token in tokens(inside, self.language))
        self.whole += [word.text for word in found]
        if len(found) == 1 and self.has_room(piece, 1):
            self.words[found[0].text] = found[0]
        elif len(found) > 1 and found not in self.phrases and self.has_room(piece, len(found)):
            self.phrases[found] = None

    def read_without(self, piece: str, chunk: str) -> None:
        self.last = ""
        found = tokens(chunk, self.language)
        if len(found) != 1:
            self.drop(piece)
        elif found[0] not in self.excluded and self.has_room(piece, 1):
            self.excluded[found[0]] = self.word(found[0])

    def read_without_phrase(self, piece: str, quoted: str) -> None:
        """Only single words can be left out: no index of words knows where a phrase stands."""
        self.read_without(piece, quoted)

    def read_stray(self, piece: str, quote: str) -> None:
        self.last = ""
        self.drop(piece)


def _pieces(text: str) -> Iterator[re.Match[str]]:
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return _PIECE.finditer(_DASHES.sub("-", _QUOTES.sub('"', seen)))
