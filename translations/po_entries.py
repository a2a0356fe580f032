"""What a translation file holds: entries, each with the line it stands in.

Babel's own reader knows neither the lines of an entry nor that a quotation mark is missing, and
gives up, or guesses, where one entry is broken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from babel.messages.pofile import unescape
from django.utils.translation import gettext as _

QUOTED = r'"(?:[^"\\]|\\.)*"'
KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+({QUOTED})")
CONTINUED = re.compile(QUOTED)
CONTEXT = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(.+)/(0|[1-9][0-9]{0,5})")


@dataclass(frozen=True)
class Refusal:
    """Why something in a file was not taken, and the line it stands in, from 1."""

    line: int
    reason: str


@dataclass
class Entry:
    """One segment of a text in two languages; `lines` by keyword, as `msgstr`."""

    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether any line of it has been read but comments."""
        return self.broken or bool(self.texts)

    @property
    def line(self) -> int:
        """Where the entry begins."""
        return min(self.lines.values())


Place = tuple[UUID, str, int]  # a record, the path of a text, the number of a segment in it


def context_of(key: UUID, path: str, number: int) -> str:
    """How an entry says where it belongs."""
    return f"{key}/{path}/{number}"


def place_of(entry: Entry) -> Place | None:
    """Where an entry belongs; None if it is none of ours."""
    found = CONTEXT.fullmatch(entry.texts.get("msgctxt", ""))
    return (UUID(found[1]), found[2], int(found[3])) if found else None


def read(text: str) -> Iterator[Entry | Refusal]:
    """The entries of a file, and what of it is none; each broken one is refused once."""
    entry = Entry()
    last = ""
    # Other characters that end a line for Python stand within texts.
    for number, written in enumerate(text.split("\n"), 1):
        line = written.strip()
        keyword = KEYWORD.fullmatch(line)
        if _ends(entry, line, keyword[1] if keyword else ""):
            yield from _finished(entry)
            entry, last = Entry(), ""
        if entry.broken or not line:
            continue
        if line.startswith("#"):
            flags = re.split(r"[,\s]+", line) if line.startswith("#,") else []
            # What stands before an entry that is commented out belongs to that.
            entry.fuzzy = ("fuzzy" in flags or entry.fuzzy) and not line.startswith("#~")
        elif keyword and keyword[1] in ("msgctxt", "msgid", "msgstr"):
            last = keyword[1]
            entry.texts[last], entry.lines[last] = unescape(keyword[2]), number
        elif last and CONTINUED.fullmatch(line):
            entry.texts[last] += unescape(line)
        else:
            entry.broken = True
            yield Refusal(number, _fault(keyword is not None))
    yield from _finished(entry)


def _ends(entry: Entry, line: str, keyword: str) -> bool:
    """Whether another entry begins with a line, or the one before it ends."""
    if not entry.is_begun:
        return False
    if not line:
        return entry.broken or "msgstr" in entry.texts
    if line.startswith("#") or keyword == "msgctxt":
        return True
    return not entry.broken and keyword in entry.texts


def _finished(entry: Entry) -> Iterator[Entry | Refusal]:
    if entry.broken or not entry.texts:
        return
    if "msgid" in entry.texts and "msgstr" in entry.texts:
        yield entry
    else:
        yield Refusal(entry.line, _("The entry is not complete."))


def _fault(is_keyword: bool) -> str:
    if is_keyword:
        return _("Plural forms are not used here.")
    return _("This is no line of a PO file: a keyword or a quotation mark is missing.")
