"""How far the translations of the demonstration have come: every state is to be seen."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.models import KnowledgePage
from home.demonstration.files import Translation
from home.demonstration.tree import publish
from translations.enums import Release, State
from translations.models import RecordTranslation
from translations.review import approve
from translations.states import MACHINE, NEW, waiting
from translations.updating import original_of
from translations.words import words_of


def leave_in_state(page: Page, translation: Translation) -> None:
    """Store a translation in the state that its file names, with who works on it.

    What is no record, as a plain page, has no states: it is published.
    """
    if not isinstance(page, KnowledgePage):
        publish(page)
        return
    row = RecordTranslation.objects.get(
        record__key=page.record_key, language=page.locale.language_code
    )
    _assign(row, translation)
    page.machine_tool = translation.machine
    if translation.machine:
        page.pending = waiting(page, words_of(page), MACHINE)
    if translation.state == State.PUBLISHED:
        publish(page)
        return
    if translation.state == State.IN_TRANSLATION:
        page.pending = waiting(page, _left_out(page, row), NEW)
    page.first_published_at = None
    page.save()
    page.save_revision()
    if translation.state == State.APPROVED:
        # The publication of its original has its consequences at the end of the load.
        transaction.on_commit(partial(approve, page, actor=_account("administrator")))


def _assign(row: RecordTranslation, translation: Translation) -> None:
    if translation.state == State.APPROVED:
        row.release = Release.WITH_ORIGINAL
    if translation.translator:
        row.translator = _account(translation.translator)
    if translation.due_in is not None:
        row.due = timezone.localdate() + timedelta(days=translation.due_in)
    row.save()


def _left_out(page: KnowledgePage, row: RecordTranslation) -> set[str]:
    """Where the words of the original stand."""
    said = {path: word.text for path, word in words_of(original_of(row.record)).items()}
    return {path for path, word in words_of(page).items() if said.get(path) == word.text}


def _account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)
