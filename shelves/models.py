"""Named lists of records, each with its reader's notes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST_NAME, LONGEST_NOTE = 100, 1_000  # letters


class Shelf(models.Model):
    """A reader's list. It belongs to an account, or to the session of a reader without one.

    It holds keys of records and nothing of what they say: what becomes private is told to nobody,
    and a list reads the same in every language.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="shelves",
    )
    # What the session of a reader without an account is known by; empty with an account.
    visitor = models.CharField(max_length=43, blank=True, db_index=True)
    name = models.CharField(max_length=LONGEST_NAME)
    # What the link holds that shows the list to others; empty as long as it is not shared.
    share_token = models.CharField(max_length=43, blank=True)
    share_notes = models.BooleanField(default=False)
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    # No list of a person's is to be told in the admin as a use of her account.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner=None) ^ Q(visitor=""), name="shelf_has_one_keeper"
            ),
            models.UniqueConstraint(
                fields=["share_token"], condition=~Q(share_token=""), name="link_of_one_shelf"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ShelfItem(models.Model):
    """A record on a list, by the key that its translations share."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="items")
    record = models.UUIDField()
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shelf", "record"], name="once_on_a_shelf"),
        ]

    def __str__(self) -> str:
        return str(self.record)
