"""Bringing a translation up to date with its original, in its draft, and losing nothing by it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from core.models import KnowledgePage
from translations.models import Record
from translations.renewing import renew
from translations.rights import may_edit
from translations.states import CHANGED, keep_wording, lock, refresh, still_pending, waiting
from translations.words import words_of


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
    renew(original, draft, _wording(record, draft.translated_from), current.words)
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
    waited = still_pending(draft).keys()
    if waited.isdisjoint(paths):
        return False
    draft.pending = {path: draft.pending[path] for path in waited if path not in paths}
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
    updated = bring_up_to_date(page, actor=actor)
    draft, _record = _locked(page, actor)
    finished = words_of(draft).keys() - still_pending(draft).keys()
    if not finished:
        return updated
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
    if stored.is_original or not may_edit(actor, stored):
        raise PermissionDenied
    # A page that was stored while nobody listened has no row yet.
    rows = Record.objects.select_related("wording", "revision").filter(key=page.translation_key)
    record = rows.first() or refresh(type(page), page.translation_key)
    if record is None:
        raise PermissionDenied
    return stored.get_latest_revision_as_object(), record


def _wording(record: Record, digest: str) -> dict[str, str]:
    """What the original said once; nothing where that is not known any more."""
    found = record.wordings.filter(digest=digest).first()
    words: dict[str, str] = found.words if found else {}
    return words
