"""Plain folding for the short lists of the admin; the site's search has an analysis of its own."""

import unicodedata


def fold(text: str) -> str:
    """The text without case and marks: `İSTANBUL`, `istanbul` and `ıstanbul` become one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.replace("ı", "i")
