"""Passages of a text with the words a reader asked for marked."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.html import escape

from search.analysis import LONGEST_TEXT, Word, fold_letters, may_hold, words_with_places
from search.stems import bare, is_stem, stems

PASSAGE = 240  # letters
BEFORE = 80  # letters shown before the first word found
MOST_MARKS = 200
SURE = 4  # letters that every word has in common with its stem
ELLIPSIS = "…"

Phrases = Collection[Sequence[str]]


def highlight(
    text: str, words: Collection[str], language: str = "", *, phrases: Phrases = ()
) -> str:
    """`text` as HTML: escaped, with `<mark>` around what was asked for, and no other element.

    `words` are index terms: folded words, and marked stems, which match words of `language`.
    `phrases` are folded words each; one is marked where its words follow one another in a line.
    """
    return _marked(text, 0, len(text), _Sought(words, language, phrases).found(text))


def passages(
    texts: Iterable[str],
    words: Collection[str],
    language: str = "",
    *,
    phrases: Phrases = (),
    most: int = 2,
) -> tuple[str, ...]:
    """At most `most` marked passages: of each text a line with most of what was asked for.

    Long lines are shortened. The other parameters are those of `highlight`.
    """
    sought = _Sought(words, language, phrases)
    result: list[str] = []
    for text in texts:
        if len(result) < most and (best := _best_line(text, sought)):
            result.append(_passage(*best))
    return tuple(result)


class _Sought:
    """What to mark in texts of one language.

    `found` gives every match a token that says what was meant: forms of a word share theirs.
    """

    def __init__(self, words: Collection[str], language: str, phrases: Phrases) -> None:
        self.words = frozenset(words)
        self.language = language
        self.phrases: Mapping[str, Sequence[str]] = {" ".join(some): some for some in phrases}
        # By token: beginnings of which a line that holds it has one.
        self.signs: dict[str, list[str]] = {}
        for term in self.words:
            if is_stem(term):
                self.signs.setdefault(term, []).append(bare(term)[:SURE])
            else:
                self.signs.setdefault(self.meant(term) or term, []).append(term)

    def meant(self, word: str) -> str:
        """The term that a folded word stands for; none if it was not asked for."""
        stem = next((stem for stem in stems(word, self.language) if stem in self.words), "")
        return stem or (word if word in self.words else "")

    def hope(self, folded: str) -> int:
        """At least as many different tokens as a folded line can hold; found quickly."""
        words = sum(any(may_hold(folded, sign) for sign in signs) for signs in self.signs.values())
        return words + sum(
            len(phrase)
            for phrase in self.phrases.values()
            if all(may_hold(folded, word) for word in phrase)
        )

    def found(self, text: str) -> list[Word]:
        if not (self.words or self.phrases):
            return []
        words = words_with_places(text)
        matches = [
            Word(meant, word.start, word.end) for word in words if (meant := self.meant(word.token))
        ]
        for token, phrase in self.phrases.items():
            matches += _runs(text, words, token, phrase)
        return sorted(matches, key=lambda word: (word.start, -word.end))[:MOST_MARKS]

    def worth(self, found: Iterable[Word]) -> int:
        """How much of what was asked for there is in what was found."""
        tokens = {word.token for word in found}
        return sum(len(self.phrases.get(token, (token,))) for token in tokens)


def _runs(text: str, words: list[Word], token: str, phrase: Sequence[str]) -> list[Word]:
    """Where the words of a phrase follow one another within a line."""
    found = []
    length = len(phrase)
    for place in range(len(words) - length + 1):
        run = words[place : place + length]
        if [word.token for word in run] == list(phrase):
            start, end = run[0].start, run[-1].end
            if len(text[start:end].splitlines()) == 1:
                found.append(Word(token, start, end))
    return found


def _best_line(text: str, sought: _Sought) -> tuple[str, list[Word]] | None:
    """A line with the most of what was asked for, and this; None where no line has any.

    Lines are weighed by a quick look first, and read properly in that order as long as they can
    still be better.
    """
    lines = text[:LONGEST_TEXT].splitlines()
    hopes = [sought.hope(fold_letters(line)) for line in lines]
    best, most = None, 0
    for number in sorted(range(len(lines)), key=lambda number: -hopes[number]):
        if hopes[number] <= most:
            break
        found = sought.found(lines[number])
        worth = sought.worth(found)
        if worth > most:
            best, most = (lines[number], found), worth
    return best


def _passage(text: str, found: list[Word]) -> str:
    """The surroundings of the first word found, cut between words where there is a gap."""
    first = found[0]
    start = 0
    if first.start > BEFORE:
        gap = text.find(" ", first.start - BEFORE, first.start)
        start = gap + 1 if gap >= 0 else first.start
    end = len(text)
    if end - start > PASSAGE:
        gap = text.rfind(" ", first.end, start + PASSAGE + 1)
        end = gap if gap >= 0 else max(first.end, _whole_letters(text, start + PASSAGE))
    inside = [word for word in found if word.end <= end]
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(text) else ""
    return before + _marked(text, start, end, inside).strip() + after


def _whole_letters(text: str, place: int) -> int:
    """The nearest end of a word at or before `place`; `place` cannot lie upon a mark there."""
    ends = [word.end for word in words_with_places(text[: place + 1]) if word.end <= place]
    return ends[-1] if ends else 0


def _marked(text: str, start: int, end: int, found: Iterable[Word]) -> str:
    pieces: list[str] = []
    done = start
    for word in found:
        # Two words can share a letter (½ folds to 1 and 2): it is marked once.
        if word.start >= done:
            pieces += [escape(text[done : word.start])]
            pieces += ["<mark>", escape(text[word.start : word.end]), "</mark>"]
            done = word.end
    return "".join([*pieces, escape(text[done:end])])
