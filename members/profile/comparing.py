"""What is to change in a profile, as people read it."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.fields import to_period
from members.profile.form import OF_NO_LANGUAGE, label_of
from members.profile.values import Typed, bare, same

# Of texts that have less in common, nobody can read the differences.
ALIKE = 0.5
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """A field before and after, each as lines; `language` of its words, empty for names.

    `is_overtaken` where the profile has been changed in this field since the change was written.
    """

    name: str
    label: str
    language: str
    before: list[str]
    after: list[str]
    is_overtaken: bool = False

    @property
    def difference(self) -> list[SafeString]:
        """The lines after, with what is new and what is gone marked in them."""
        return _marked("\n".join(self.before), "\n".join(self.after))


def changes(
    names: Sequence[str], before: Typed, after: Typed, base: Typed, language: str
) -> list[Change]:
    """These fields before and after; `base` is what stood there when the change was written."""
    return [
        Change(
            name,
            label_of(name),
            "" if name in OF_NO_LANGUAGE or name in ("website", "mayor_term") else language,
            lines_of(name, before[name]),
            lines_of(name, after[name]),
            is_overtaken=not same(base[name], before[name]) and not same(before[name], after[name]),
        )
        for name in names
    ]


def lines_of(name: str, value: Any) -> list[str]:
    """A field as lines to read, a row to a line."""
    said = bare(value)
    if name == "mayor_term":
        return [_period(said)] if said else []
    if isinstance(said, str):
        return [line for line in said.split("\n") if line.strip()]
    return [_row(row) for row in said]


def _row(row: dict[str, str]) -> str:
    if not row.get("period"):
        return row["name"]
    period = _period(row["period"])
    # Each in its own direction.
    apart = {"name": f"\u2068{row['name']}\u2069", "period": f"\u2068{period}\u2069"}
    return _("%(name)s (%(period)s)") % apart


def _period(text: str) -> str:
    try:
        found = to_period(text)
    except ValidationError:
        return text
    return found.display(get_language() or "en") if found else ""


def _marked(before: str, after: str) -> list[SafeString]:
    """Whole words, in elements that say it to whoever does not see colours."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    lines: list[list[tuple[str, str]]] = [[]]

    def add(form: str, words: list[str]) -> None:
        # A mark ends with its line.
        for number, text in enumerate("".join(words).split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append((form, text))

    if _likeness(old, new) < ALIKE:
        old = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            add("{}", new[c:d])
        else:
            add("<del>{}</del>", old[a:b])
            add("<ins>{}</ins>", new[c:d])
    return [
        format_html_join("", "{}", ((format_html(form, text),) for form, text in line))
        for line in lines
        if line
    ]


def _likeness(old: list[str], new: list[str]) -> float:
    """From 0 to 1, by the words alone."""
    a, b = ([piece for piece in text if piece[0].isalnum()] for text in (old, new))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
