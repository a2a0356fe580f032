"""Passages of a text with what a reader asked for marked."""

from collections.abc import Iterable
from html import escape
from itertools import takewhile

from search.analysis import LONGEST_TEXT, Word, words_with_places
from search.sought import Sought

PASSAGE = 240  # letters
BEFORE = 80  # letters shown before the first word found
ELLIPSIS = "…"


def highlight(text: str, sought: Sought) -> str:
    """`text` as HTML: escaped, with `<mark>` around what is sought, and no other element."""
    return _marked(text, 0, len(text), sought.found(text))


def passages(texts: Iterable[str], sought: Sought, *, most: int = 2) -> tuple[str, ...]:
    """At most `most` marked passages: of each text a line with most of what is sought.

    Long lines are shortened.
    """
    result: list[str] = []
    for text in texts:
        if len(result) < most and (line := _best_line(text, sought)):
            result.append(line.passage())
    return tuple(result)


class _Line:
    """A line with what was found in it, read as far as it takes to know all it is worth."""

    def __init__(self, text: str, sought: Sought) -> None:
        self.text = text
        self.found: list[Word] = []
        self.rest = sought.found(text)
        self.worth = 0
        tokens: set[str] = set()
        for word in self.rest:
            self.found.append(word)
            tokens.add(word.token)
            self.worth = sought.worth(tokens)
            if self.worth == sought.most:
                break

    def passage(self) -> str:
        """The surroundings of the first word found, cut between words where there is a gap."""
        text, first = self.text, self.found[0]
        start = 0
        if first.start > BEFORE:
            gap = text.find(" ", first.start - BEFORE, first.start)
            start = gap + 1 if gap >= 0 else first.start
        end = len(text)
        if end - start > PASSAGE:
            gap = text.rfind(" ", first.end, start + PASSAGE + 1)
            end = gap if gap >= 0 else max(first.end, _whole_letters(text, start + PASSAGE))
        self.found += takewhile(lambda word: word.start < end, self.rest)
        inside = [word for word in self.found if word.end <= end]
        before = ELLIPSIS if start else ""
        after = ELLIPSIS if end < len(text) else ""
        return before + _marked(text, start, end, inside).strip() + after


def _best_line(text: str, sought: Sought) -> _Line | None:
    """The first line with the most of what is sought; None where no line has any."""
    best = None
    for text_line in text[:LONGEST_TEXT].splitlines():
        line = _Line(text_line, sought)
        if line.worth > (best.worth if best else 0):
            best = line
            if best.worth == sought.most:
                break
    return best


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
