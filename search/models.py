"""The index in plain tables, the same on SQLite and PostgreSQL, and what it still has to take in.

Documents carry small consecutive numbers, so that sets of them are roaring bitmaps: one for each
term and one for each facet value.
"""

from django.db import models


class DocumentRow(models.Model):
    """A document (`search.document.Document`) as stored.

    `shown_in` holds language codes between commas (`,en,fr,`). `terms` maps each word to the
    weight it has in this document (1 to 255). `version` is the index's when the row was written.
    """

    id = models.PositiveIntegerField(primary_key=True)
    key = models.UUIDField()
    language = models.CharField(max_length=10)
    page_id = models.PositiveIntegerField()
    record_type = models.CharField(max_length=20)
    shown_in = models.CharField(max_length=250)
    title_key = models.CharField(max_length=255)
    published = models.DateTimeField()
    updated = models.DateTimeField()
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    version = models.BigIntegerField(db_index=True)
    line = models.JSONField()
    facets = models.JSONField()
    terms = models.JSONField()
    texts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("key", "language"), name="one_document_a_language")
        ]
        indexes = [
            models.Index(fields=("record_type", "starts"), name="search_doc_type_starts"),
            models.Index(fields=("record_type", "published"), name="search_doc_type_published"),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class Posting(models.Model):
    """The documents that hold a word.

    `ids` is a serialised roaring bitmap; `weights` one byte for each of them in ascending order.
    """

    term = models.CharField(max_length=64, primary_key=True)
    ids = models.BinaryField()
    weights = models.BinaryField()

    def __str__(self) -> str:
        return self.term


class FacetValue(models.Model):
    """The documents that carry a facet value, as a serialised roaring bitmap.

    A value that nothing carries any more keeps an empty set: other processes learn of the
    change by its version.
    """

    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=255)
    ids = models.BinaryField()
    version = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("facet", "value"), name="one_set_a_facet_value")
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class IndexState(models.Model):
    """One row: the index's version and the lock that writers take first.

    No version is ever used twice, even after a transaction is rolled back or a backup restored.
    `recent` holds the last versions that led to this one without a rebuild, `next_id` the next
    document's number, `year` the year that ongoing records are counted to.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(default=0)
    recent = models.JSONField(default=list)
    next_id = models.PositiveIntegerField(default=1)
    year = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)


class DirtyRecord(models.Model):
    """A change the index has not taken in yet, written in the transaction of the change itself.

    Either one record (`key`), or all records in a `scope`: those below a page (`page`, its id),
    those with a facet value (the facet's name, the value), or `all`. Searches leave a record out
    while `hidden` is set. From `due` on, whoever comes by takes the change in.
    """

    key = models.UUIDField(null=True, db_index=True)
    scope = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=255, blank=True)
    hidden = models.BooleanField(default=True)
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.key or f"{self.scope}={self.value}")
