"""Who may not read a page may not read its translations: its restrictions are copied to them."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done

from core.models import KnowledgePage
from translations.models import CopiedRestriction
from translations.states import lock

COPIED = ("restriction_type", "password")


def leads(page: Page) -> bool:
    """Whether the privacy of a page is that of its translations: a record's original does.

    Of other pages, such as sections, it is the one in the site's first language.
    """
    specific = page.specific
    if isinstance(specific, KnowledgePage):
        return specific.is_original
    return bool(page.locale.language_code == settings.LANGUAGE_CODE)


@transaction.atomic
def copy_restriction(number: int) -> None:
    """Give the translations of a restricted page the same restriction, if they lack it."""
    original = PageViewRestriction.objects.filter(pk=number).select_related("page").first()
    if original is None or not leads(original.page):
        return
    # Whoever is just making a translation has locked the original, and is waited for.
    lock(original.page.translation_key)
    copies = {found.copy.page_id: found.copy for found in _copies(original)}
    for page in original.page.get_translations().filter(alias_of=None):
        copy = copies.get(page.pk) or PageViewRestriction(page=page)
        copy.follows = True
        for name in COPIED:
            setattr(copy, name, getattr(original, name))
        copy.save()
        copy.groups.set(original.groups.all())
        CopiedRestriction.objects.get_or_create(copy=copy, defaults={"original": original})


def close(page: Page) -> None:
    """Restrict a page just made as the page it translates is."""
    restricted = PageViewRestriction.objects.filter(
        page__translation_key=page.translation_key, page__alias_of=None
    )
    copies = CopiedRestriction.objects.values("copy")
    for restriction in restricted.exclude(page=page.pk).exclude(pk__in=copies):
        copy_restriction(restriction.pk)


@receiver(post_save)
def alias_converted(instance: Any, update_fields: Collection[str] | None, **kwargs: Any) -> None:
    """An alias is as private as what it shows; a page of its own has to be restricted itself."""
    if update_fields and isinstance(instance, Page) and "alias_of_id" in update_fields:
        close(instance)


@receiver(copy_for_translation_done)
def translation_made(target_obj: Any, **kwargs: Any) -> None:
    """Neither Wagtail nor wagtail-localize copies restrictions."""
    if isinstance(target_obj, Page):
        close(target_obj)


@receiver(post_save, sender=PageViewRestriction)
def restriction_saved(instance: PageViewRestriction, **kwargs: Any) -> None:
    """What is restricted, or restricted otherwise, is so in every language; no copy differs."""
    if not getattr(instance, "follows", False):
        found = CopiedRestriction.objects.filter(copy=instance).first()
        copy_restriction(found.original_id if found else instance.pk)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def groups_changed(instance: Any, action: str, **kwargs: Any) -> None:
    """Groups are stored after the restriction that they may pass."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        restriction_saved(instance)


@receiver(pre_delete, sender=PageViewRestriction)
def restriction_deleted(instance: PageViewRestriction, origin: Any, **kwargs: Any) -> None:
    """What is open again is so in every language; a copy alone is put back.

    Gone with its page a restriction opens nothing: translations that stay remain private.
    """
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if model is not PageViewRestriction:
        return
    copies = [found.copy_id for found in _copies(instance)]
    CopiedRestriction.objects.filter(copy__in=copies).delete()
    for copy in PageViewRestriction.objects.filter(pk__in=copies):
        copy.delete()
    if found := CopiedRestriction.objects.filter(copy=instance).first():
        transaction.on_commit(partial(copy_restriction, found.original_id))


def _copies(original: PageViewRestriction) -> list[CopiedRestriction]:
    return list(CopiedRestriction.objects.filter(original=original).select_related("copy"))
