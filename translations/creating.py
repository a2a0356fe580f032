"""Beginning the translation of a record into a language."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from core.models import KnowledgePage
from translations.memory import fill
from translations.rights import may_translate
from translations.states import CHANGED, begin, lock, waiting
from translations.words import words_of


@transaction.atomic
def create(original: KnowledgePage, language: str, *, actor: Any) -> KnowledgePage:
    """The translation of an original as a draft; the one there is if somebody was faster.

    What is not public yet of the sections above it is made as a draft, too. Every text waits for
    its translator, what was translated before for another record as well. When the original is
    to be published is not when the translation is.

    Raises:
        PermissionDenied: the actor may not read the original, or not write in the language.
    """
    if not may_translate(actor, original, language):
        raise PermissionDenied
    lock(original.translation_key)
    locale = Locale.objects.get(language_code=language)
    found = original.get_translation_or_none(locale)
    if found and not found.alias_of_id:
        existing: KnowledgePage = found.specific
        return existing
    if found:
        page = _released(found.specific, actor)
        begin(original, page)
    else:
        place(original.get_parent().specific, locale)
        page = original.copy_for_translation(locale)
    page.owner, page.go_live_at = actor, None
    page.save(update_fields=["owner", "go_live_at"], clean=False)
    draft: KnowledgePage = page.get_latest_revision_as_object()
    draft.go_live_at = None
    remembered = fill(draft, words_of(draft))
    draft.pending = waiting(draft, words_of(draft).keys() - remembered)
    draft.pending = waiting(draft, remembered, CHANGED)
    draft.save_revision(user=actor, clean=False, log_action=True)
    return draft


def place(parent: Page, locale: Locale) -> None:
    """See to it that a page is there in a language, for translations to stand below it."""
    if parent.depth == 1:
        return
    # Others who put a page below it wait: the tree gives the same place to two at once.
    lock(parent.translation_key)
    if not parent.get_translation_or_none(locale):
        place(parent.get_parent().specific, locale)
        parent.copy_for_translation(locale)


def _released(alias: Any, actor: Any) -> Any:
    """What showed the original in its place becomes a draft of its own, never public in between."""
    alias.live = False
    alias.save(update_fields=["live"], clean=False)
    ConvertAliasPageAction(alias, user=actor).execute(skip_permission_checks=True)
    page = type(alias)._default_manager.get(pk=alias.pk)
    page.has_unpublished_changes = True
    page.live_revision = None
    page.save(update_fields=["has_unpublished_changes", "live_revision"], clean=False)
    return page
