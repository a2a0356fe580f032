"""What somebody may do with a page, by the page rights of the groups she is in.

Whoever may add pages below a place is an author there. The right to change without the right to
add makes a translator: she changes what is written in her language, and with the right to publish
she publishes it. The shape of the site, its privacy and the originals of records are not hers.
"""

from typing import Any

from wagtail.models import PagePermissionTester


class PlacePermissionTester(PagePermissionTester):
    """Wagtail's rights of a user on a page, less what only authors may do."""

    page: Any

    def is_author(self) -> bool:
        """Whether the user writes pages here, and does not just translate them."""
        if not self.user.is_active:
            return False
        return bool(self.user.is_superuser or "add" in self.permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.is_author() and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        return self.is_author() and bool(super().can_unpublish())

    def can_lock(self) -> bool:
        return self.is_author() and bool(super().can_lock())

    def can_copy(self) -> bool:
        return self.is_author() and bool(super().can_copy())

    def can_set_view_restrictions(self) -> bool:
        return self.is_author() and bool(super().can_set_view_restrictions())

    def can_reorder_children(self) -> bool:
        return self.is_author() and bool(super().can_reorder_children())


class RecordPermissionTester(PlacePermissionTester):
    """The rights on a record, told apart for its original and its translations.

    What Wagtail lets somebody do who has a task in a workflow stays hers.
    """

    def _may_write(self) -> bool:
        return self.is_author() or not self.page.is_original

    def can_edit(self) -> bool:
        if self._may_write():
            return bool(super().can_edit())
        task = self.page.current_workflow_task if self.user.is_active else None
        return bool(task and task.user_can_access_editor(self.page, self.user))

    def can_publish(self) -> bool:
        may_publish = self._may_write() and bool(super().can_publish())
        return may_publish and not self._is_decided_elsewhere()

    def _is_decided_elsewhere(self) -> bool:
        """Whether the page is in a review that publishing by hand would end unseen.

        It lasts while changes are asked for, too. Administrators may end it.
        """
        if self.user.is_superuser or not self.page.is_original:
            return False
        review = self.page.current_workflow_state
        step = review.current_task_state if review else None
        return bool(step and getattr(step.task.specific, "alone_decides", False))

    def can_unpublish(self) -> bool:
        """A reviewer withdraws translations as she publishes them."""
        if self.is_author() or self.page.is_original:
            return super().can_unpublish()
        return bool(PagePermissionTester.can_unpublish(self))

    def can_set_view_restrictions(self) -> bool:
        """Privacy is the record's: it is set on the original, and its translations follow."""
        return self.page.is_original and super().can_set_view_restrictions()

    def can_move(self) -> bool:
        """A translation stands where its original does."""
        return bool(super().can_move()) and self.page.is_original

    def can_copy(self) -> bool:
        """A copy of a translation would be a record without an original."""
        return super().can_copy() and self.page.is_original


class PlaceRightsMixin:
    """For the pages between which records stand."""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What the user may do with the page."""
        return PlacePermissionTester(user, self)


class RecordRightsMixin:
    """For records."""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What the user may do with the page."""
        return RecordPermissionTester(user, self)
