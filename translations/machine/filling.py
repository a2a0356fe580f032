"""Filling the texts of a translation that wait with what a machine makes of the original's."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Locale

from core.models import KnowledgePage
from translations.machine.questions import Filled, Question, fill_in, questions
from translations.machine.router import MachineError, translate
from translations.rights import may_edit
from translations.states import MACHINE, lock, still_pending, waiting
from translations.texts import put
from translations.words import texts_of


def fill(page: KnowledgePage, *, actor: Any) -> int:
    """Translate by machine what waits in the draft of a translation.

    These are the texts in which the original's words still stand, and those that the translator
    asked to be translated anew. An old translation of what the original has changed is left to
    her: it may need one word, and the machine would write all of it again. What is filled waits
    to be looked at, and says so; what changes while the machine works is left alone.

    Returns:
        How many texts were filled. Why others were not is told in the page's history.

    Raises:
        PermissionDenied: the actor may not edit the translation.
        MachineError: there is no engine, it fails, or it translated none of the texts.
    """
    with transaction.atomic():
        draft = _draft(page, actor)
        asked = questions(draft)
    if not asked:
        return 0
    language = Locale.objects.get(pk=page.locale_id).language_code
    segments = [each for question in asked.values() for each in question.segments.values()]
    answer = translate(page.source_language, language, segments)
    filled = fill_in(type(page), asked, answer)
    if not filled.texts:
        raise MachineError(next(iter(filled.refused.values())))
    with transaction.atomic():
        return _store(_draft(page, actor), asked, filled, answer.tool, actor)


def _draft(page: KnowledgePage, actor: Any) -> KnowledgePage:
    """The latest draft of a translation that the actor may edit, safe from others."""
    lock(page.translation_key)
    stored = type(page)._default_manager.get(pk=page.pk)
    if stored.is_original or not may_edit(actor, stored):
        raise PermissionDenied
    draft: KnowledgePage = stored.get_latest_revision_as_object()
    return draft


def _store(
    draft: KnowledgePage,
    asked: Mapping[str, Question],
    filled: Filled,
    tool: str,
    actor: Any,
) -> int:
    """Put in what still is as it was when the machine was asked; how many texts that is."""
    before, pending = texts_of(draft), still_pending(draft)
    texts = {
        path: text
        for path, text in filled.texts.items()
        if path in pending and pending[path] != MACHINE and before[path] == asked[path].present.text
    }
    if not texts:
        return 0
    put(draft, texts)
    draft.pending = waiting(draft, texts, MACHINE, draft.translated_from)
    draft.machine_tool = tool
    revision = draft.save_revision(user=actor, clean=False)
    log(
        instance=draft,
        action="translations.machine",
        user=actor,
        revision=revision,
        content_changed=True,
        data={"tool": tool, "texts": sorted(texts), "refused": filled.refused},
    )
    return len(texts)
