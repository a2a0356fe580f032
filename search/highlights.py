"""Passages of a text with the words a reader asked for marked."""

from collections.abc import Collection, Iterable

from django.utils.html import escape

from search.analysis import LONGEST_TEXT, Word, fold_letters, may_hold, words_with_places

PASSAGE = 240  # letters
BEFORE = 80  # letters shown before the first word found
MOST_MARKS = 200
ELLIPSIS = "…"


def highlight(text: str, words: Collection[str]) -> str:
    """`text` as HTML: escaped, with `<mark>` around the places of `words`, and no other element.

    `words` are folded words, as `analysis.tokens` gives them.
    """
    return _marked(text, 0, len(text), _found(text, words))


def passages(texts: Iterable[str], words: Collection[str], most: int = 2) -> tuple[str, ...]:
    """At most `most` marked passages: of each text a line with the most words, shortened."""
    result: list[str] = []
    for text in texts:
        if len(result) < most and (best := _best_line(text, words)):
            result.append(_passage(*best))
    return tuple(result)


def _best_line(text: str, words: Collection[str]) -> tuple[str, list[Word]] | None:
    """A line with the most different words, and these; None where no line has any.

    Lines are weighed by a quick look first, and read properly in that order as long as they can
    still be better.
    """
    lines = text[:LONGEST_TEXT].splitlines()
    folded = map(fold_letters, lines)
    hopes = [sum(may_hold(line, word) for word in words) for line in folded]
    best, most = None, 0
    for number in sorted(range(len(lines)), key=lambda number: -hopes[number]):
        if hopes[number] <= most:
            break
        found = _found(lines[number], words)
        different = len({word.token for word in found})
        if different > most:
            best, most = (lines[number], found), different
    return best


def _found(text: str, words: Collection[str]) -> list[Word]:
    if not words:
        return []
    return [word for word in words_with_places(text) if word.token in words][:MOST_MARKS]


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
