"""At the publication of an original its wording is noted and its facts reach the translations."""

import logging
from uuid import UUID

from django.db import transaction
from django.db.models import F
from wagtail.models import Revision

from core.models import KnowledgePage
from translations.merging import merge
from translations.models import Record, RecordTranslation, Wording
from translations.stale import stale_words
from translations.states import NEW, keep_wording, lock, pages_of, refresh, still_pending, waiting
from translations.texts import put
from translations.words import texts_of

logger = logging.getLogger(__name__)

AT_ONCE = 100  # records in one round of the worker


@transaction.atomic
def take_over(model: type[KnowledgePage], key: UUID) -> None:
    """Note what the published original says, and carry its facts to every translation."""
    lock(key)
    record = refresh(model, key)
    if record is None:
        return
    original, *translations = pages_of(model, key)
    if not original.live:  # withdrawn meanwhile
        return
    record.wording = keep_wording(record, original)
    record.revision = original.live_revision
    record.save(update_fields=["wording", "revision"])
    for translation in translations:
        carry(original, translation)
    if translations:
        _publish_approved(record)
        refresh(model, key)


@transaction.atomic
def give_facts(model: type[KnowledgePage], key: UUID) -> None:
    """Carry the facts of an original to every translation, if it was ever published.

    Of a translation just published the form may have held older ones.
    """
    lock(key)
    pages = pages_of(model, key)
    if not pages or not pages[0].is_original:
        return
    original, *translations = pages
    if not original.live:
        # Its row follows its drafts: what readers saw is the revision that was taken over.
        record = Record.objects.filter(key=key, revision__isnull=False).first()
        if record is None or record.revision is None:
            return
        original = record.revision.as_object()
    for translation in translations:
        carry(original, translation)


def carry(original: KnowledgePage, translation: KnowledgePage) -> bool:
    """Give a translation the facts of the published original; whether that changed anything.

    Both as they are in the database. A published translation shows them at once, a draft ahead
    of it gets them as well, and no draft is published by it.
    """
    if not translation.live:
        return _carry_to_draft(original, translation)
    has_draft = translation.has_unpublished_changes
    changed = _merge_facts(original, translation)
    if changed and not has_draft:
        translation.live_revision = _save_revision(translation, changed=False)
    if changed:
        translation.save(clean=False)
        translation.update_aliases(revision=translation.live_revision)
    if has_draft:
        return _carry_to_draft(original, translation) or changed
    return changed


def take_over_missed() -> None:
    """Take over what a publication has left behind that ended half-way.

    Wagtail tells of a publication only after it has stored it.
    """
    published = Record.objects.filter(page__live=True, page__live_revision__isnull=False)
    missed = published.exclude(revision=F("page__live_revision")).select_related("page")
    for record in missed.order_by("pk")[:AT_ONCE]:
        try:
            take_over(record.page.specific_class, record.key)
        except Exception:
            # One that cannot be taken over keeps no other from its turn.
            logger.exception("The facts of %s could not be carried.", record.key)


def _carry_to_draft(original: KnowledgePage, translation: KnowledgePage) -> bool:
    draft = translation.get_latest_revision_as_object()
    changed = _merge_facts(original, draft)
    if changed:
        _save_revision(draft)
    return changed


def _save_revision(page: KnowledgePage, *, changed: bool = True) -> Revision:
    """A revision with the facts just carried; it is approved if the one before it was."""
    before = page.latest_revision_id
    revision: Revision = page.save_revision(changed=changed, clean=False)
    known = RecordTranslation.objects.filter(page=page, approved__isnull=False)
    known.filter(approved=before).update(approved=revision)
    return revision


def _publish_approved(record: Record) -> None:
    """Publish the translations that were approved and waited for their original.

    One made from an older wording stays as it is, and so does one with a time of its own.
    """
    approved = RecordTranslation.objects.filter(
        record=record,
        approved=F("page__latest_revision"),
        approved__approved_go_live_at__isnull=True,
    )
    waiting = approved.exclude(page__live_revision=F("approved")).select_related("approved")
    current = record.wording.digest if record.wording else ""
    for row in waiting:
        if row.approved and row.approved.content["translated_from"] == current:
            row.approved.publish()


def _merge_facts(original: KnowledgePage, translation: KnowledgePage) -> bool:
    before, own = translation.serializable_data(), texts_of(translation)
    stale = stale_words(original, translation, _made_from(translation))
    untranslated = {path for path, why in still_pending(translation).items() if why == NEW}
    kept = {path: text for path, text in own.items() if path not in untranslated | stale.keys()}
    lacking = merge(original, translation, kept, follow=translation.fact_streams)
    put(translation, stale)
    lacking |= {path for path, text in stale.items() if text}
    notes, known = waiting(translation, lacking, NEW), translation.pending
    for path in lacking & untranslated:
        notes[path][2:] = known[path][2:]
    for path in stale.keys() & lacking - untranslated:
        # What the translator wrote is kept: it may do again, and is told either way.
        notes[path][2:] = [translation.translated_from, own.get(path, "")]
    translation.pending = known | {path: notes[path] for path in lacking}
    return bool(translation.serializable_data() != before)


def _made_from(translation: KnowledgePage) -> dict[str, str]:
    """The words that a translation was made from; none where they are not known."""
    wordings = Wording.objects.filter(
        record=translation.translation_key, digest=translation.translated_from
    )
    words: dict[str, str] = wordings.values_list("words", flat=True).first() or {}
    return words
