"""At the publication of an original its wording is noted and its facts reach the translations."""

import logging
from uuid import UUID

from django.db import transaction
from django.db.models import F

from core.models import KnowledgePage
from translations.merging import merge
from translations.models import Record
from translations.states import keep_wording, lock, pages_of, refresh, waiting
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
    original = pages_of(model, key)[0]
    if not original.live:  # withdrawn meanwhile
        return
    record.wording = keep_wording(record, original)
    record.revision = original.live_revision
    record.save(update_fields=["wording", "revision"])
    give_facts(model, key)
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
    if changed:
        translation.save(clean=False)
    if has_draft:
        return _carry_to_draft(original, translation) or changed
    if changed:
        revision = translation.save_revision(changed=False, clean=False)
        translation.live_revision = revision
        translation.save(update_fields=["live_revision"], clean=False)
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
        draft.save_revision(clean=False)
    return changed


def _merge_facts(original: KnowledgePage, translation: KnowledgePage) -> bool:
    before = translation.serializable_data()
    lacking = merge(original, translation, texts_of(translation), follow=translation.fact_streams)
    if lacking:
        translation.pending = waiting(translation, lacking)
    return bool(translation.serializable_data() != before)
