"""Putting the entries of a translation file that belong to one record into its draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.models import KnowledgePage
from translations.creating import create
from translations.models import Record
from translations.po_entries import Entry, Refusal
from translations.rights import may_edit, may_translate
from translations.segments import beside, complaint, replace, split
from translations.states import MACHINE, lock, pages_of, still_pending
from translations.texts import put
from translations.updating import bring_up_to_date, original_of
from translations.words import Word, digest, texts_of, words_of

Entries = Mapping[str, Mapping[int, Entry]]  # by path, by the number of the segment


@dataclass
class Taken:
    """How many entries were taken over, and what was not."""

    entries: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, entry: Entry, keyword: str, reason: str) -> None:
        """Leave an entry out; the keyword names its line that says why."""
        self.refused.append(Refusal(entry.lines[keyword], reason))


@transaction.atomic
def take(key: UUID, language: str, entries: Entries, *, actor: Any) -> Taken:
    """Put what fits into one draft of a translation; if nothing does, nothing is changed."""
    taken = Taken()
    lock(key)
    record = Record.objects.select_related("page", "wording", "revision").filter(key=key).first()
    if record is None:
        return _all_refused(entries, _("There is no such record."))
    original, *translations = pages_of(record.page.specific_class, key)
    if not may_translate(actor, original, language):
        return _all_refused(entries, _("This translation is not yours to write."))
    pages = {page.locale.language_code: page for page in translations}
    page = pages.get(language)
    if page is not None and not may_edit(actor, page):
        return _all_refused(entries, _("This translation is locked, or under review."))
    words = words_of(original_of(record))
    fitting = _fitting(entries, words, taken)
    if not fitting:
        return taken
    if page is None:
        page = create(original, language, actor=actor)
    else:
        bring_up_to_date(page, actor=actor)
    _write(page, fitting, words, taken, actor)
    if not taken.entries:
        # Nor has it been begun or brought up to date for nothing.
        transaction.set_rollback(True)
    return taken


def _all_refused(entries: Entries, reason: str) -> Taken:
    lines = (entry.lines["msgctxt"] for some in entries.values() for entry in some.values())
    return Taken(refused=[Refusal(line, reason) for line in lines])


def _fitting(entries: Entries, words: Mapping[str, Word], taken: Taken) -> Entries:
    """The entries that translate what the original says now."""
    fitting: dict[str, dict[int, Entry]] = {}
    for path, some in entries.items():
        strings = split(words[path]) if path in words else []
        for number, entry in some.items():
            if number >= len(strings):
                taken.refuse(entry, "msgctxt", _("The original has no such text any more."))
            elif entry.texts["msgid"] != strings[number]:
                taken.refuse(entry, "msgid", _("The original has changed since the export."))
            else:
                fitting.setdefault(path, {})[number] = entry
    return fitting


def _write(
    page: KnowledgePage, entries: Entries, words: Mapping[str, Word], taken: Taken, actor: Any
) -> None:
    stored = type(page)._default_manager.get(pk=page.pk)
    draft: KnowledgePage = stored.get_latest_revision_as_object()
    standing, pending = texts_of(draft), still_pending(draft)
    notes = {path: draft.pending[path] for path in pending}
    texts: dict[str, str] = {}
    for path, some in entries.items():
        if path not in standing:
            _refuse(taken, some, "msgctxt", _("The translation has no such text any more."))
            continue
        own = Word(path, standing[path], words[path].rich)
        good = dict(_good(words[path], own, some, taken))
        text = _text(words[path], own, good, taken, limit=_limit(draft, path))
        is_whole = len(good) == len(split(words[path]))
        if text is None or (text == own.text and not (path in pending and is_whole)):
            continue
        texts[path] = text
        taken.entries += len(good)
        note = notes.pop(path, None)
        if note and not is_whole:
            why, _noted, *made_from = note
            notes[path] = [why, digest(text), *made_from]
    if not texts:
        return
    put(draft, texts)
    draft.pending = notes
    if not any(why == MACHINE for why, *_rest in notes.values()):
        draft.machine_tool = ""
    draft.save_revision(user=actor, clean=False, log_action="translations.import")


def _good(
    source: Word, own: Word, entries: Mapping[int, Entry], taken: Taken
) -> Iterator[tuple[int, Entry]]:
    present = beside(source, own)
    for number, entry in entries.items():
        string = entry.texts["msgstr"]
        # What has stood there since long is not complained of now.
        reason = string != present[number] and complaint(
            entry.texts["msgid"], string, rich=source.rich
        )
        if reason:
            taken.refuse(entry, "msgstr", reason)
        else:
            yield number, entry


def _text(
    source: Word, own: Word, entries: Mapping[int, Entry], taken: Taken, *, limit: int | None
) -> str | None:
    """What a translation says with the entries; None if it cannot be made of them."""
    present = beside(source, own)
    given = {number: entry.texts["msgstr"] for number, entry in entries.items()}
    new = {number: string for number, string in given.items() if string != present[number]}
    text = replace(source, own, new) if new else own.text
    if text is None:
        reason = _("The text is built in another way by now: all its parts are needed at once.")
        _refuse(taken, entries, "msgstr", reason)
    elif limit and len(text) > limit:
        reason = _("The translation is longer than %(limit)s characters.") % {"limit": limit}
        _refuse(taken, entries, "msgstr", reason)
        return None
    return text


def _refuse(taken: Taken, entries: Mapping[int, Entry], keyword: str, reason: str) -> None:
    for entry in entries.values():
        taken.refuse(entry, keyword, reason)


def _limit(page: KnowledgePage, path: str) -> int | None:
    """How many characters the database takes."""
    limit: int | None = None if "." in path else page._meta.get_field(path).max_length  # type: ignore[union-attr]
    return limit
