"""What is wrong with a request, said so that the sender can put it right."""

from dataclasses import dataclass

from core.plain import printable

SHOWN_LENGTH = 80


@dataclass(frozen=True)
class Problem:
    """One part of a request that was left out: the page says so, the interface refuses.

    `parameter` and `value` are safe to show (short, without control characters);
    `reason` is a sentence in the reader's language.
    """

    parameter: str
    value: str
    reason: str


def shown(text: str) -> str:
    """`text` made safe and short enough to be repeated to whoever sent it."""
    clean = printable(text[: 4 * SHOWN_LENGTH])
    return clean if len(clean) <= SHOWN_LENGTH else f"{clean[: SHOWN_LENGTH - 1]}…"
