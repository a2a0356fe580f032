"""What translations were made from, and the state of each."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import KnowledgePage
from translations.enums import State
from translations.models import Record, RecordTranslation, Wording
from translations.words import digest, texts_of, words_of

# Why a text waits for its translator.
NEW = "new"  # the words of the original stand there
CHANGED = "changed"  # the translation of what the original said before stands there
MACHINE = "machine"  # what a machine made of it stands there

# The fields of a page that tell its state; its words only count while some wait.
TELLING = (
    "has_unpublished_changes",
    "latest_revision",
    "live",
    "locale",
    "machine_tool",
    "pending",
    "source_language",
    "translated_from",
)


def still_pending(page: KnowledgePage) -> dict[str, str]:
    """The paths of texts that still wait for the translator, each with why.

    A text is waited for as long as what was noted with it stands there: whoever changes it in
    the editor has settled it.
    """
    texts = texts_of(page) if page.pending else {}
    return {
        path: why
        for path, (why, noted, *_made_from) in page.pending.items()
        if path in texts and digest(texts[path]) == noted
    }


def waiting(
    page: KnowledgePage, paths: Collection[str], why: str = NEW, made_from: str = ""
) -> dict[str, list[str]]:
    """What `pending` of a page has to be for these texts to wait, beside those that do.

    `made_from` is the digest of the wording that what stands there was translated from. Where
    the original's words took the place of a translation, that stands behind it.
    """
    texts, known = texts_of(page), still_pending(page)
    kept = {path: page.pending[path] for path in known}
    return kept | {path: [why, digest(texts[path]), made_from] for path in sorted(paths)}


def replaced(note: Sequence[str]) -> str:
    """The translation whose place the original's words took; empty if there was none."""
    return note[3] if len(note) > 3 else ""


def keep_wording(record: Record, original: KnowledgePage) -> Wording:
    """The wording of the original as it is in memory, kept for comparison."""
    words = {path: word.text for path, word in words_of(original).items()}
    wording, _created = Wording.objects.get_or_create(
        record=record, digest=digest(words), defaults={"words": words}
    )
    return wording


def latest_of(page: KnowledgePage) -> KnowledgePage:
    """The page as its editors see it: its draft, where that is ahead of what is published."""
    if page.live and not page.has_unpublished_changes:
        return page
    draft: KnowledgePage = page.get_latest_revision_as_object()
    return draft


class Told(NamedTuple):
    """What the latest draft of a translation, or what is published if that is it, tells."""

    made_from: str  # the digest of the original's wording
    machine: bool
    waiting: int  # texts
    published: bool


def state_of(page: KnowledgePage, told: Told, current: str, approved: int | None) -> State:
    """The state of a translation.

    `current` is the digest of the original's wording, or empty; `approved` the key of the
    revision that was approved last.
    """
    if current and told.made_from != current:
        return State.OUT_OF_DATE
    if told.published:
        return State.PUBLISHED
    if approved is not None and approved == page.latest_revision_id:
        return State.APPROVED
    return State.IN_TRANSLATION if told.waiting else State.DRAFT


def lock(key: UUID) -> None:
    """Make others who would write a record's pages wait for the end of the transaction.

    To be called first in it: whoever saves a page has locked that before a row of this app.
    """
    pages = Page.objects.select_for_update().filter(translation_key=key)
    list(pages.order_by("pk").values_list("pk", flat=True))


def pages_of(model: type[KnowledgePage], key: UUID, fields: Collection[str] = ()) -> list[Any]:
    """The original and the translations of a record, the original first; aliases are none.

    With all that they hold, or with some fields, of which the locale and `source_language` say
    which is the original.
    """
    pages = model._default_manager.filter(translation_key=key, alias_of=None)
    if fields:
        pages = pages.only(*fields)
    found = list(pages.select_related("locale").order_by("pk"))
    return sorted(found, key=lambda page: not page.is_original)


def is_noted(page: KnowledgePage) -> bool:
    """Whether a page just stored is an original that is known: it changes nobody's state.

    What it says reaches the translations when it is published (`translations.publishing`).
    """
    if not page.is_original:
        return False
    known = Record.objects.filter(pk=page.translation_key, page=page)
    return known.exclude(translations__language=page.locale.language_code).exists()


@transaction.atomic
def refresh(model: type[KnowledgePage], key: UUID) -> Record | None:
    """Note the state of each translation of a record; None where it has no original."""
    # Whoever comes second reads the pages only when the first has stored them.
    record = Record.objects.select_for_update().filter(key=key).first()
    # Without their words, which are many.
    pages = pages_of(model, key, TELLING)
    if not pages or not pages[0].is_original:
        if record:
            record.delete()
        return None
    original, *translations = pages
    if record is None:
        record, _created = Record.objects.get_or_create(key=key, defaults={"page": original})
    elif record.page_id != original.pk:
        record.page = original
        record.save(update_fields=["page"])
    _note_states(record, original, translations)
    return record


@transaction.atomic
def begin(source: Page, translation: KnowledgePage) -> None:
    """Note in a page just copied for translation, and in its draft, what it is made from."""
    record = refresh(type(translation), translation.translation_key)
    # A translation of a translation remembers what that one was made from.
    if record is None or record.page_id != source.pk:
        return
    record.wording = keep_wording(record, translation)
    record.save(update_fields=["wording"])
    translation.translated_from = record.wording.digest
    if revision := translation.latest_revision:
        revision.content["translated_from"] = translation.translated_from
        revision.save(update_fields=["content"])
    translation.save(update_fields=["translated_from"], clean=False)


def _note_states(
    record: Record, original: KnowledgePage, translations: Sequence[KnowledgePage]
) -> None:
    own = original.locale.language_code
    current = record.wording.digest if record.wording else ""
    pages = {page.locale.language_code: page for page in translations}
    known = {row.language: row for row in record.translations.all()}
    if own in known:
        known[own].delete()
    changed = []
    for language in (code for code, _name in settings.LANGUAGES if code != own):
        row = known.get(language) or RecordTranslation(record=record, language=language)
        if _note_state(row, pages.get(language), current):
            changed.append(row)
    RecordTranslation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["record", "language"],
        update_fields=[*FOLLOWING, "since"],
    )


# What a row says of its page.
FOLLOWING = ("page", "state", "live", "waiting", "machine")


def _note_state(row: RecordTranslation, page: KnowledgePage | None, current: str) -> bool:
    """Let a row say how things are; whether it said otherwise."""
    before = [getattr(row, name) for name in ("page_id", *FOLLOWING[1:])]
    was, row.page_id = row.state, page.pk if page else None
    if page is None:
        row.state, row.live, row.waiting, row.machine = State.MISSING, False, 0, False
    else:
        told = _told_by(page)
        row.state = state_of(page, told, current, row.approved_id)
        row.live, row.waiting, row.machine = page.live, told.waiting, told.machine
    if row.state != was:
        row.since = timezone.now()
    return before != [getattr(row, name) for name in ("page_id", *FOLLOWING[1:])]


def _told_by(page: KnowledgePage) -> Told:
    """What a page tells that has been read with these fields alone."""
    revision = page.latest_revision if page.has_unpublished_changes else None
    kept = revision.content if revision else {name: getattr(page, name) for name in TELLING}
    waiting = 0
    if kept.get("pending"):
        whole = revision.as_object() if revision else type(page)._default_manager.get(pk=page.pk)
        waiting = len(still_pending(whole))
    return Told(
        made_from=kept.get("translated_from", ""),
        machine=bool(kept.get("machine_tool")),
        waiting=waiting,
        published=revision is None,
    )
