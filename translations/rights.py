"""Who may read an original in the admin, and translate it into a language."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from core.models import KnowledgePage
from core.visibility import public


def may_read(user: Any, page: KnowledgePage) -> bool:
    """Whether a user may see the page as it is published, or its draft if it never was."""
    if page.live and public(Page.objects.filter(pk=page.pk)).exists():
        return True
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit() or rights.can_publish())


def may_edit(user: Any, page: KnowledgePage) -> bool:
    """Whether a user may change the page now: nobody has locked it, or is reviewing it."""
    rights = page.permissions_for_user(user)
    return bool(rights.can_edit()) and not rights.page_locked()


def may_translate(user: Any, original: KnowledgePage, language: str) -> bool:
    """Whether a user may write the original's translation, be it there already or not."""
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or locale == original.locale or not may_read(user, original):
        return False
    translation = original.get_translation_or_none(locale)
    if translation and not translation.alias_of_id:
        return bool(translation.permissions_for_user(user).can_edit())
    return may_change(user, nearest(original.get_ancestors(), locale))


def may_change(user: Any, place: Page | None) -> bool:
    """Whether a user may change pages at a place; nobody may where there is none."""
    policy = policy_registry.get_by_type(Page)
    return bool(place and policy.user_has_permission_for_instance(user, "change", place))


def nearest(pages: QuerySet[Page], locale: Locale) -> Page | None:
    """The translation nearest to the end of a way through the tree."""
    for page in reversed(pages.filter(depth__gt=1)):
        if found := page.get_translation_or_none(locale):
            return found
    return None
