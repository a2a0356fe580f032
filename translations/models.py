"""What is known of records and their translations beside the pages themselves."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from translations.enums import State


class Record(models.Model):
    """One row a record: its original, and what of it the translations were given."""

    key = models.UUIDField(primary_key=True, editable=False)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    # What a translation has to be made from to be up to date.
    wording = models.ForeignKey(
        "translations.Wording", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The published revision whose wording and facts have been taken over.
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return str(self.key)


class Wording(models.Model):
    """The words of an original at one time, by path; never changed."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="wordings")
    digest = models.CharField(max_length=32)
    words = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("record", "digest"), name="unique_wording"),
        ]

    def __str__(self) -> str:
        return self.digest


class RecordTranslation(models.Model):
    """One row a record and language, also for what is missing; follows from the pages."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    page = models.OneToOneField(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, db_index=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("record", "language"), name="unique_translation"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.language}: {self.state}"


class CopiedRestriction(models.Model):
    """A restriction that stands on a translation because it stands on the original."""

    original = models.ForeignKey(PageViewRestriction, on_delete=models.CASCADE, related_name="+")
    copy = models.OneToOneField(PageViewRestriction, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.copy_id} after {self.original_id}"
