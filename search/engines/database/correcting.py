"""Words that exist, one edit away from one that was typed."""

from search.engines.database import vocabulary
from search.engines.database.fresh import Fresh

MOST_LETTERS = 24
SHORTEST = 4
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "αβγδεζηθικλμνξοπρσςτυφχψω",
)


def correct(word: str, fresh: Fresh) -> str | None:
    """The most frequent folded word one edit away: a letter more, fewer, other, or two swapped.

    None where there is none, or where the word is too short or long to tell.
    """
    if not SHORTEST <= len(word) <= MOST_LETTERS or word.isdigit():
        return None
    found = vocabulary.frequencies(_edits(word) - {word}, fresh)
    return min(found, key=lambda near: (-found[near], near), default=None)


def _edits(word: str) -> set[str]:
    letters = "".join(alphabet for alphabet in ALPHABETS if set(alphabet) & set(word))
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    fewer = {head + tail[1:] for head, tail in splits if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in splits if tail for letter in letters}
    more = {head + letter + tail for head, tail in splits for letter in letters}
    return fewer | swapped | other | more
