"""Comments on a page outlive the saving of its drafts."""

from typing import Any

from django.db import models, transaction
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page


class KeptCommentsMixin(models.Model):
    """To stand before Wagtail's page.

    A page read from a revision holds the comments that were unresolved then. Wagtail takes those
    for all there are: saving it would delete every comment resolved before, or written since.
    """

    pk: Any
    _comments_read: frozenset[int] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; only comments that it was given, and lost on purpose, are deleted."""
        with transaction.atomic():
            self._keep_comments()
            super().save(*args, **kwargs)

    def with_content_json(self, content: Any) -> Any:
        """The page as a revision has it, which remembers the comments it was given."""
        page: Any = super().with_content_json(content)  # type: ignore[misc] # Wagtail's page has it
        comments = getattr(page, COMMENTS_RELATION_NAME).all()
        page._comments_read = frozenset(comment.pk for comment in comments)
        return page

    def _keep_comments(self) -> None:
        held = getattr(self, "_cluster_related_objects", {}).get(COMMENTS_RELATION_NAME)
        if held is None or self.pk is None:
            return
        # The row is written a moment later anyway; whoever comments waits for that.
        list(Page.objects.select_for_update().filter(pk=self.pk).values_list("pk"))
        known = self._comments_read | {comment.pk for comment in held}
        held.extend(Comment.objects.filter(page=self.pk).exclude(pk__in=known))
