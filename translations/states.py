"""What translations were made from, and the state of each."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import KnowledgePage
from translations.enums import State
from translations.models import Record, RecordTranslation, Wording
from translations.words import digest, texts_of, words_of

NEW = "new"  # the words of the original stand there


def still_pending(page: KnowledgePage) -> dict[str, str]:
    """The paths of texts that still wait for the translator, each with why.

    A text is waited for as long as what was noted with it stands there: whoever changes it in
    the editor has settled it.
    """
    texts = texts_of(page)
    return {
        path: why
        for path, (why, noted) in page.pending.items()
        if path in texts and digest(texts[path]) == noted
    }


def waiting(page: KnowledgePage, paths: Collection[str], why: str = NEW) -> dict[str, list[str]]:
    """What `pending` of a page has to be for these texts to wait, beside those that do."""
    texts, known = texts_of(page), still_pending(page)
    kept = {path: page.pending[path] for path in known}
    return kept | {path: [why, digest(texts[path])] for path in sorted(paths)}


def keep_wording(record: Record, original: KnowledgePage) -> Wording:
    """The wording of the original as it is in memory, kept for comparison."""
    words = {path: word.text for path, word in words_of(original).items()}
    wording, _created = Wording.objects.get_or_create(
        record=record, digest=digest(words), defaults={"words": words}
    )
    return wording


def state_of(page: KnowledgePage | None, current: str) -> State:
    """The state of a translation; `current` is the digest of the original's wording, or empty."""
    if page is None:
        return State.MISSING
    is_draft = page.has_unpublished_changes or not page.live
    latest = page.get_latest_revision_as_object() if is_draft else page
    if current and latest.translated_from != current:
        return State.OUT_OF_DATE
    if not is_draft:
        return State.PUBLISHED
    return State.IN_TRANSLATION if still_pending(latest) else State.DRAFT


def lock(key: UUID) -> None:
    """Make others who would write a record's pages wait for the end of the transaction.

    To be called first in it: whoever saves a page has locked that before a row of this app.
    """
    pages = Page.objects.select_for_update().filter(translation_key=key)
    list(pages.order_by("pk").values_list("pk", flat=True))


def pages_of(model: type[KnowledgePage], key: UUID) -> list[Any]:
    """The original and the translations of a record, the original first; aliases are none."""
    pages = model._default_manager.filter(translation_key=key, alias_of=None)
    found = list(pages.select_related("locale").order_by("pk"))
    return sorted(found, key=lambda page: not page.is_original)


@transaction.atomic
def refresh(model: type[KnowledgePage], key: UUID) -> Record | None:
    """Note the state of each translation of a record; None where it has no original."""
    # Whoever comes second reads the pages only when the first has stored them.
    record = Record.objects.select_for_update().filter(key=key).first()
    pages = pages_of(model, key)
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
        page = pages.get(language)
        row = known.get(language) or RecordTranslation(record=record, language=language)
        state, number = state_of(page, current), page.pk if page else None
        if (row.state, row.page_id) != (state, number):
            row.since = row.since if row.state == state else timezone.now()
            row.state, row.page_id = state, number
            changed.append(row)
    RecordTranslation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["record", "language"],
        update_fields=["page", "state", "since"],
    )
