"""What happens to an original in the tree happens to its translations."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signals import post_page_move

from core.models import KnowledgePage
from translations.creating import place
from translations.states import lock, pages_of, refresh


@receiver(post_page_move)
def original_moved(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """Translations stand where the original does; who moved it need not have rights on them."""
    page = instance.specific
    if isinstance(page, KnowledgePage) and page.is_original:
        transaction.on_commit(partial(move_translations, type(page), page.record_key))


@transaction.atomic
def move_translations(model: type[KnowledgePage], key: UUID) -> None:
    """Bring the translations of a record below the translations of the original's parent."""
    lock(key)
    pages = pages_of(model, key)
    if not pages or not pages[0].is_original:
        return
    parent = pages[0].get_parent().specific
    for translation in pages[1:]:
        place(parent, translation.locale)
        target = parent.get_translation(translation.locale)
        if translation.get_parent().pk != target.pk:
            _take_free_slug(translation, target)
            translation.move(target, pos="last-child")


def _take_free_slug(translation: KnowledgePage, parent: Page) -> None:
    """Where another page stands already: its mover has seen the original's slug only."""
    slug = find_available_slug(parent, translation.slug)
    if slug != translation.slug:
        _change(translation, {"slug": slug})


def _change(page: KnowledgePage, changed: Mapping[str, Any]) -> None:
    """Change a page and every draft of it, so that none brings the old back."""
    for name, value in changed.items():
        setattr(page, name, value)
    page.save(update_fields=list(changed), clean=False)
    for revision in page.revisions.all():
        revision.content.update(changed)
        revision.save(update_fields=["content"])


def translations_of(pages: Iterable[Page]) -> dict[Page, list[Page]]:
    """The translations that go with their originals, by original."""
    found = {}
    for page in (page.specific for page in pages):
        if isinstance(page, KnowledgePage) and page.is_original and not page.alias_of_id:
            found[page] = list(pages_of(type(page), page.record_key)[1:])
    return found


@receiver(post_delete)
def original_deleted(instance: Any, **kwargs: Any) -> None:
    """What is left of a record after its original, as below a deleted section, stays one."""
    if isinstance(instance, KnowledgePage) and instance.is_original and not instance.alias_of_id:
        transaction.on_commit(partial(promote, type(instance), instance.translation_key))


@transaction.atomic
def promote(model: type[KnowledgePage], key: UUID) -> None:
    """Make the first translation, by the order of `LANGUAGES`, an orphaned record's original."""
    lock(key)
    pages = {page.locale.language_code: page for page in pages_of(model, key)}
    languages = [code for code, _name in settings.LANGUAGES if code in pages]
    if not languages or any(page.is_original for page in pages.values()):
        return
    for language, page in pages.items():
        changed: dict[str, Any] = {"source_language": languages[0]}
        if language == languages[0]:
            changed |= {"translated_from": "", "pending": {}}
        _change(page, changed)
    refresh(model, key)
