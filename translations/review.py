"""Approving a translation and publishing it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from core.models import KnowledgePage
from translations.enums import Release
from translations.models import RecordTranslation
from translations.review_task import LanguageReviewTask
from translations.states import MACHINE, lock, refresh, still_pending


def may_approve(user: Any, page: KnowledgePage) -> bool:
    """Whether a user may approve and publish a translation: by the page right in its language."""
    return not page.is_original and bool(page.permissions_for_user(user).can_publish())


@transaction.atomic
def approve(page: KnowledgePage, *, actor: Any) -> bool:
    """Approve the latest draft of a translation, and end its review if one is going on.

    It is published at once if it is released on approval and its original is public; otherwise
    it waits for the publication of the original.

    Returns:
        Whether that was not approved yet, or not public.

    Raises:
        PermissionDenied: the actor may not publish the translation.
    """
    if not may_approve(actor, page):
        raise PermissionDenied
    lock(page.translation_key)
    stored = type(page)._default_manager.get(pk=page.pk)
    state = stored.current_workflow_task_state
    task = state.task.specific if state else None
    if isinstance(task, LanguageReviewTask):
        task.on_action(state, actor, "approve")
        return True
    return pass_review(stored, actor=actor)


@transaction.atomic
def pass_review(page: KnowledgePage, *, actor: Any) -> bool:
    """What an approval does, whoever asked for it and however; see `approve`."""
    lock(page.translation_key)
    refresh(type(page), page.translation_key)
    stored = type(page)._default_manager.get(pk=page.pk)
    row = RecordTranslation.objects.select_related("record__page").get(page=stored)
    publishes = publishes_on_approval(row, stored)
    revision = _checked_by_a_person(stored, actor)
    new = row.approved_id != revision.pk
    if new:
        row.approved = revision
        row.save(update_fields=["approved"])
        log(stored, "translations.approve", user=actor, revision=revision)
        if state := stored.current_workflow_state:  # it was sent back, and passes after all
            state.cancel(user=actor)
    if publishes := publishes and revision.pk != stored.live_revision_id:
        revision.publish(user=actor)
    refresh(type(page), page.translation_key)
    return new or publishes


def publishes_on_approval(row: RecordTranslation, page: KnowledgePage) -> bool:
    """Whether a translation is published as soon as it is approved, or waits for its original.

    What has been public before its approval needs not wait to be shown as approved.
    """
    released = row.release == Release.ON_APPROVAL and row.record.page.live
    return released or (page.live and not page.has_unpublished_changes)


@transaction.atomic
def publish(page: KnowledgePage, *, actor: Any) -> bool:
    """Publish the latest draft of a translation, approved or not.

    Returns:
        Whether anything of it was not public yet.

    Raises:
        PermissionDenied: the actor may not publish it, or its original has never been public.
    """
    if not may_approve(actor, page):
        raise PermissionDenied
    lock(page.translation_key)
    stored = type(page)._default_manager.get(pk=page.pk)
    if stored.live and not stored.has_unpublished_changes:
        return False
    record = refresh(type(page), page.translation_key)
    if record is None or not (record.page.live or record.revision_id):
        raise PermissionDenied(_("The original has not been published yet."))
    revision = stored.latest_revision or stored.save_revision(user=actor, clean=False)
    revision.publish(user=actor)
    return True


def _checked_by_a_person(page: KnowledgePage, actor: Any) -> Revision:
    """The latest revision of a page, without the marks of a machine."""
    draft = page.get_latest_revision_as_object()
    machine = {path for path, why in still_pending(draft).items() if why == MACHINE}
    if page.latest_revision_id and not (draft.machine_tool or machine):
        latest: Revision = page.latest_revision
        return latest
    draft.machine_tool = ""
    draft.pending = {path: note for path, note in draft.pending.items() if path not in machine}
    return draft.save_revision(user=actor, clean=False)
