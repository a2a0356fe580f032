"""A correction as the records spell it: the index knows words folded only."""

from collections import Counter
from collections.abc import Iterable

from search.analysis import LONGEST_TEXT, words_with_places


def as_written(text: str, asked: str, texts: Iterable[str]) -> str:
    """`text`, corrected from `asked`: what is new in it as most of `texts` write it.

    "gocmen" becomes "göçmen". A word that none of them holds stays as it is.
    """
    known = {word.token for word in words_with_places(asked)}
    places = [word for word in words_with_places(text) if word.token not in known]
    wanted = {word.token for word in places}
    written: dict[str, Counter[str]] = {token: Counter() for token in wanted}
    for held in texts:
        for word in words_with_places(held[:LONGEST_TEXT]):
            if word.token in wanted:
                written[word.token][held[word.start : word.end]] += 1
    for word in reversed(places):
        if found := written[word.token].most_common(1):
            text = text[: word.start] + found[0][0] + text[word.end :]
    return text
