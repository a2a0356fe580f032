"""Taking over what translators outside have written into a translation file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.i18n import format_number
from translations.po_entries import Entry, Place, Refusal, place_of, read
from translations.po_records import take
from translations.reach import Reach

MOST_BYTES = 10 * 1024 * 1024
MOST_REFUSALS = 500  # told one by one


@dataclass
class Imported:
    """What became of a file: segments taken over, records changed, what was not taken and why.

    `skipped` are the entries without translation, or marked as not certain ("fuzzy").
    """

    entries: int = 0
    records: int = 0
    refused: list[Refusal] = field(default_factory=list)
    skipped: int = 0


def import_po(content: bytes, *, actor: Any) -> Imported:
    """Put the translations of a PO file into drafts, as far as they fit; nothing is published.

    Of a record all that fits becomes one draft. A translation that has not been begun is, and one
    that is out of date is brought up to date, if the file has anything for it.
    """
    if len(content) > MOST_BYTES:
        return _refused(1, too_large())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _refused(line, _("The file is not written in UTF-8."))
    found = list(read(text))
    language, line = _language(found, text)
    if language not in dict(settings.LANGUAGES):
        return _refused(line, _("The file does not name a language of this site."))
    if language not in Reach(actor).languages:
        return _refused(line, _("You do not translate into the language of this file."))
    imported = Imported(refused=[one for one in found if isinstance(one, Refusal)])
    entries = [one for one in found if isinstance(one, Entry) and not _is_header(one)]
    for key, of_record in _by_record(_placed(entries, imported)).items():
        taken = take(key, language, of_record, actor=actor)
        imported.entries += taken.entries
        imported.records += bool(taken.entries)
        imported.refused += taken.refused
    imported.refused = _told(imported.refused)
    return imported


def _refused(line: int, reason: str) -> Imported:
    return Imported(refused=[Refusal(line, reason)])


def _is_header(entry: Entry) -> bool:
    return not entry.texts["msgid"] and "msgctxt" not in entry.texts


def _language(found: list[Entry | Refusal], text: str) -> tuple[str, int]:
    """The language that a file names, as the site calls it, and the line where it does."""
    header = next((one for one in found if isinstance(one, Entry)), None)
    if header is None or not _is_header(header):
        return "", 1
    for named in header.texts["msgstr"].split("\n"):
        name, _colon, value = named.partition(":")
        if name.strip().lower() == "language":
            break
    else:
        return "", header.lines["msgstr"]
    code = value.strip().replace("_", "-").lower()
    known = dict(settings.LANGUAGES)
    written = (one.strip().strip('"').lower() for one in text.split("\n"))
    lines = (number for number, one in enumerate(written, 1) if one.startswith("language:"))
    line = next(lines, header.lines["msgstr"])
    return code if code in known else code.partition("-")[0], line


def _placed(entries: Iterable[Entry], imported: Imported) -> Iterator[tuple[Place, Entry]]:
    """The entries that are filled in, each at its place."""
    seen: set[Place] = set()
    for entry in entries:
        place = place_of(entry)
        if entry.fuzzy or not entry.texts["msgstr"]:
            imported.skipped += 1
        elif place is None:
            line = entry.lines.get("msgctxt", entry.line)
            reason = _("The entry does not say which text it belongs to.")
            imported.refused.append(Refusal(line, reason))
        elif place in seen:
            reason = _("The file has this entry twice.")
            imported.refused.append(Refusal(entry.lines["msgctxt"], reason))
        else:
            seen.add(place)
            yield place, entry


def _by_record(placed: Iterable[tuple[Place, Entry]]) -> dict[UUID, dict[str, dict[int, Entry]]]:
    """The entries of each record, by path and number."""
    found: dict[UUID, dict[str, dict[int, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for (key, path, number), entry in placed:
        found[key][path][number] = entry
    return found


def _told(refused: list[Refusal]) -> list[Refusal]:
    """The refusals in the order of the file; those that are too many in one."""
    ordered = sorted(refused, key=lambda refusal: refusal.line)
    more = len(ordered) - MOST_REFUSALS
    if more <= 0:
        return ordered
    reason = ngettext(
        "%(number)s more entry was refused from here on.",
        "%(number)s more entries were refused from here on.",
        more,
    )
    last = Refusal(ordered[MOST_REFUSALS].line, reason % {"number": more})
    return [*ordered[:MOST_REFUSALS], last]


def too_large() -> str:
    """What is said of a file that is not read."""
    size = format_number(MOST_BYTES // 1024**2, get_language() or "en")
    return _("The file is larger than %(size)s MB.") % {"size": size}
