"""What of all records somebody may see, and which translations are hers: for many at once."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.visibility import public
from translations.models import Record, RecordTranslation


class Reach:
    """The page rights of a user, asked once and compared with paths in the tree.

    For lists and choices. Whatever changes a page asks again, for that page (`rights`).
    """

    def __init__(self, user: Any) -> None:
        self._everything = bool(user.is_active and user.is_superuser)
        policy = policy_registry.get_by_type(Page)
        granted = policy.get_cached_permissions_for_user(user) if user.is_active else []
        self._granted = [(found.permission.codename, found.page.path) for found in granted]

    @property
    def is_empty(self) -> bool:
        """Whether the user has nothing to do with any page."""
        return not (self._everything or self._granted)

    @property
    def publishes(self) -> bool:
        """Whether the user may publish anything."""
        return self._everything or bool(self._paths("publish"))

    @cached_property
    def languages(self) -> list[str]:
        """The languages in which the user may change something, in the site's order."""
        homes = Page.objects.filter(depth=2).values_list("locale__language_code", "path")
        found = {
            language
            for language, home in homes
            if self._everything
            or any(home.startswith(path) or path.startswith(home) for path in self._paths("change"))
        }
        return [code for code, _name in settings.LANGUAGES if code in found]

    def writes(self, translation: RecordTranslation) -> bool:
        """Whether the user writes this translation; its page, if there is one, is read already."""
        if translation.page is None:
            return translation.language in self.languages
        stands = translation.page.path
        return self._everything or any(stands.startswith(path) for path in self._paths("change"))

    def records(self) -> QuerySet[Record]:
        """The records that are public, whose originals are the user's, or a translation is."""
        records = Record.objects.all()
        if self._everything:
            return records
        own = _below(self._paths("add"), "page__path")
        translated = RecordTranslation.objects.filter(_below(self._paths("change"), "page__path"))
        open_to_all = public(Page.objects.filter(live=True))
        return records.filter(
            own | Q(pk__in=translated.values("record")) | Q(page__in=open_to_all.values("pk"))
        )

    def _paths(self, right: str) -> list[str]:
        return [path for codename, path in self._granted if codename == f"{right}_page"]


def _below(paths: list[str], field: str) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{field}__startswith": path})
    return condition
