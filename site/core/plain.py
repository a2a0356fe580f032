"""Texts made safe for where they go: one line, and no formula for a spreadsheet."""

import re
import unicodedata

LONGEST_CELL = 32_000  # letters; spreadsheets end at 32,767

_UNSEEN = {"Cf", "Zs", "Mn"}  # signs that are passed over on the way to the first one seen
# How a formula begins; some signs also as East Asian keyboards write them.
_FORMULA = re.compile("[=+@|%\uff1d\uff0b\uff0d\uff20-]")
_NO_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """`text` without what no text should hold: controls become spaces, lone surrogates vanish.

    U+FFFD, which stands where the address held no valid UTF-8, becomes a space too.
    """
    categories = ((letter, unicodedata.category(letter)) for letter in text)
    kept = (
        " " if category == "Cc" or letter == "\N{REPLACEMENT CHARACTER}" else letter
        for letter, category in categories
        if category != "Cs"
    )
    return " ".join("".join(kept).split())


def cell(text: str) -> str:
    """`text` on one line, and never the beginning of a formula.

    An apostrophe before such a sign makes every spreadsheet read the cell as text.
    """
    clean = text[:LONGEST_CELL]
    if not clean.isprintable():
        clean = _NO_XML.sub("", printable(clean))
    seen = next((sign for sign in clean if unicodedata.category(sign) not in _UNSEEN), "")
    return f"'{clean}" if _FORMULA.match(seen) else clean
