"""Names within sentences."""

from core.i18n import direction


def set_apart(name: str, language: str) -> str:
    """A name in whatever script, so that a right-to-left sentence around it keeps its order."""
    return f"\u2068{name}\u2069" if direction(language) == "rtl" else name
