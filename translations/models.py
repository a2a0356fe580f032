"""What is known of records and their translations beside the pages themselves."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from translations.enums import Action, Outcome, Release, State
from translations.review_task import LanguageReviewTask  # noqa: F401 - a model of its own


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

    @property
    def title(self) -> str:
        """Of what is published, or of the draft if nothing ever was."""
        return str(self.page.title if self.page.live else self.page.get_admin_display_title())


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
    """One row a record and language, also for what is missing.

    What it says of the page follows from the page; who translates it, by when, and what has been
    approved is kept here.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    page = models.OneToOneField(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, db_index=True)
    since = models.DateTimeField(default=timezone.now)
    live = models.BooleanField(default=False)
    # How many texts of the latest draft still wait for the translator.
    waiting = models.PositiveIntegerField(default=0)
    # Whether the latest draft holds what a machine translated and nobody approved.
    machine = models.BooleanField(default=False)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due = models.DateField(null=True)
    # The revision that a person has approved; a later one is not.
    approved = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    release = models.CharField(max_length=20, choices=Release.choices, default=Release.ON_APPROVAL)

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


class Job(models.Model):
    """One act on many translations, done by the worker one by one; resumed where it was killed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    action = models.CharField(max_length=20, choices=Action.choices)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # Which run does the work, and when it last said so: of two runs one gives way.
    runner = models.UUIDField(null=True)
    heartbeat = models.DateTimeField(null=True)
    stopped = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.action} {self.created_at:%Y-%m-%d %H:%M}"


class JobItem(models.Model):
    """One record and language in a job, and what became of it."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("job", "record", "language"), name="unique_job_item"),
        ]
        indexes = [models.Index(fields=("job", "outcome"), name="job_item_by_outcome")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.language}: {self.outcome}"
