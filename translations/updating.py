"""Bringing a translation up to date with its original, in its draft, and losing nothing by it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.fields import StreamField

from core.models import KnowledgePage
from translations.merging import merge
from translations.models import Record
from translations.states import CHANGED, NEW, keep_wording, lock, still_pending, waiting
from translations.words import texts_of, word_fields, words_of


@transaction.atomic
def bring_up_to_date(page: KnowledgePage, *, actor: Any) -> bool:
    """Give the draft of a translation the blocks and facts that its original has now.

    What the translator wrote stays. Where the original says something else now, the old
    translation waits to be looked at; where it says something new, its words wait to be
    translated. What is published stays as it is.

    Returns:
        Whether anything was to be done.

    Raises:
        PermissionDenied: the actor may not edit the translation.
    """
    draft, record = _locked(page, actor)
    original = original_of(record)
    current = keep_wording(record, original)
    if record.wording is None:
        record.wording = current
        record.save(update_fields=["wording"])
    if draft.translated_from == current.digest:
        return False
    _take_over(original, draft, _wording(record, draft.translated_from), current.words)
    draft.translated_from = current.digest
    draft.save_revision(user=actor, clean=False, log_action="translations.update")
    return True


@transaction.atomic
def settle(page: KnowledgePage, paths: Collection[str], *, actor: Any) -> bool:
    """Note that what stands at these paths holds for what the original says now.

    Returns:
        Whether any of them still waited.

    Raises:
        PermissionDenied: the actor may not edit the translation.
    """
    draft, _record = _locked(page, actor)
    left = {path: draft.pending[path] for path in still_pending(draft) if path not in paths}
    if left == draft.pending:
        return False
    draft.pending = left
    draft.save_revision(user=actor, clean=False, log_action="translations.settle")
    return True


@transaction.atomic
def restart(page: KnowledgePage, *, actor: Any) -> bool:
    """Let every text of a translation wait again; what stands there stays until it is replaced.

    Returns:
        Whether anything was to be done.

    Raises:
        PermissionDenied: the actor may not edit the translation.
    """
    bring_up_to_date(page, actor=actor)
    draft, _record = _locked(page, actor)
    finished = words_of(draft).keys() - still_pending(draft).keys()
    if not finished:
        return False
    draft.pending = waiting(draft, finished, CHANGED, draft.translated_from)
    draft.save_revision(user=actor, clean=False, log_action="translations.restart")
    return True


def original_of(record: Record) -> KnowledgePage:
    """The original as translations have to follow it: as it was last published, or its draft."""
    page: Any = record.page.specific
    if page.live:
        published: KnowledgePage = page
        return published
    original: KnowledgePage = (
        record.revision.as_object() if record.revision else page.get_latest_revision_as_object()
    )
    return original


def _locked(page: KnowledgePage, actor: Any) -> tuple[KnowledgePage, Record]:
    """The latest draft of a translation that the actor may edit, safe from others."""
    lock(page.translation_key)
    stored = type(page)._default_manager.get(pk=page.pk)
    if stored.is_original or not stored.permissions_for_user(actor).can_edit():
        raise PermissionDenied
    record = Record.objects.select_related("wording", "revision").get(key=page.translation_key)
    return stored.get_latest_revision_as_object(), record


def _wording(record: Record, digest: str) -> dict[str, str]:
    """What the original said once; nothing where that is not known any more."""
    found = record.wordings.filter(digest=digest).first()
    words: dict[str, str] = found.words if found else {}
    return words


def _take_over(
    original: KnowledgePage, draft: KnowledgePage, old: dict[str, str], new: dict[str, str]
) -> None:
    untranslated = {path for path, why in still_pending(draft).items() if why == NEW}
    known = draft.pending
    kept = {
        path: text
        for path, text in texts_of(draft).items()
        if text and path in new and path not in untranslated
    }
    streams = [field.name for field in word_fields(type(draft)) if isinstance(field, StreamField)]
    lacking = merge(original, draft, kept, follow=streams) | _fill(draft, kept, new)
    draft.pending = {path: note for path, note in known.items() if path in kept}
    draft.pending = waiting(draft, lacking, NEW)
    changed = {path for path in kept if old.get(path) != new[path]}
    # What already waited was made from an older wording still.
    draft.pending = waiting(
        draft, changed - still_pending(draft).keys(), CHANGED, draft.translated_from
    )


def _fill(draft: KnowledgePage, kept: dict[str, str], new: dict[str, str]) -> set[str]:
    """Give the plain texts that have no translation those of the original; which these are."""
    lacking = set()
    for field in word_fields(type(draft)):
        if isinstance(field, StreamField) or field.name in kept:
            continue
        setattr(draft, field.name, new.get(field.name, ""))
        if field.name in new:
            lacking.add(field.name)
    return lacking
