"""Which pages of the tree the admin lists for somebody."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from translations.models import Record


class RecordPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, less the drafts of originals where the user only translates."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Page]:
        """The pages on which a user has one of the rights, as far as she may know of them."""
        return self._known(user, super().instances_user_has_any_permission_for(user, actions))

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """The pages that lists in the admin show."""
        return self._known(user, super().explorable_instances(user))

    def _known(self, user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
        if not user.is_active or user.is_superuser:
            return pages
        writes = Q(pk__in=[])
        for granted in self.get_cached_permissions_for_user(user):
            if granted.permission.codename == "add_page":
                writes |= Q(path__startswith=granted.page.path)
        originals = Record.objects.values("page")
        return pages.exclude(~writes, live=False, pk__in=originals)
