"""The index in plain tables, the same on SQLite and PostgreSQL, and what it still has to take in.

Documents carry small consecutive numbers, so that a set of them is a row of bits.
"""

from django.db import models


class DocumentRow(models.Model):
    """A document (`search.document.Document`) as stored.

    `shown_in` holds language codes between commas (`,en,fr,`). `terms` are the index terms, each
    with the weight it has in this document: what has to go when the document does.
    `search.engines.database.rows` says how they are written. `digest` is that of all they come
    from: where it stays the same, they do. `version` is the index's when the document changed last.
    """

    id = models.PositiveIntegerField(primary_key=True)
    key = models.UUIDField()
    language = models.CharField(max_length=10)
    version = models.BigIntegerField(default=0)
    page_id = models.PositiveIntegerField()
    record_type = models.CharField(max_length=20)
    shown_in = models.CharField(max_length=250)
    title_key = models.CharField(max_length=255)
    published = models.DateTimeField()
    updated = models.DateTimeField()
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    digest = models.CharField(max_length=32)
    facets = models.JSONField()
    line = models.JSONField()
    texts = models.JSONField()
    terms = models.BinaryField()

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
    """A term's weights in 4,096 consecutive documents, those of a block.

    `term` is UTF-8, so that every database compares and sorts it by its bytes. `documents` is
    how many of the block's documents hold it; `search.engines.database.postings` says how
    `weights` is written. Of the documents in `FreshTerms` they may hold older terms.
    """

    pk = models.CompositePrimaryKey("term", "block")
    term = models.BinaryField()
    block = models.PositiveIntegerField()
    documents = models.PositiveSmallIntegerField()
    weights = models.BinaryField()

    def __str__(self) -> str:
        return f"{bytes(self.term).decode()} ({self.block})"


class FreshTerms(models.Model):
    """The terms of a document (its number) that changed so lately that postings lack the change.

    `posted` are those that the postings hold for it, `terms` those it has now, both as in
    `DocumentRow.terms`; nothing stands for none. `version` is the index's at the last change.
    """

    document = models.PositiveIntegerField(primary_key=True)
    version = models.BigIntegerField()
    posted = models.BinaryField()
    terms = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document)


class FacetValue(models.Model):
    """The number that stands for a facet's value in `DocumentBlock`; it never changes."""

    id = models.PositiveIntegerField(primary_key=True)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("facet", "value"), name="one_number_a_facet_value")
        ]

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class DocumentBlock(models.Model):
    """What every process keeps in memory of 128 consecutive documents, as arrays of bytes.

    `search.engines.database.blocks` says how they are written. `version` is the index's when
    the block was: other processes learn by it what to read again.
    """

    number = models.PositiveIntegerField(primary_key=True)
    version = models.BigIntegerField(db_index=True)
    sort_keys = models.BinaryField()
    facets = models.BinaryField()

    def __str__(self) -> str:
        return str(self.number)


class IndexState(models.Model):
    """One row: the index's version and the lock that writers take first.

    No version is ever used twice, even after a transaction is rolled back or a backup restored.
    `recent` holds the last versions that led to this one without a rebuild, `first_id` and
    `next_id` the numbers of the first document since then and of the next, `year` the year that
    ongoing records are counted to.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(default=0)
    recent = models.JSONField(default=list)
    first_id = models.PositiveIntegerField(default=0)
    next_id = models.PositiveIntegerField(default=0)
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


class Waiting(models.Model):
    """A document whose latest change Elasticsearch has yet to take in, or its deletion.

    Written in the transaction that changes the document, deleted once that `version` is
    acknowledged. `noted` is when it began to wait; from `due` on it is sent (again).
    """

    key = models.UUIDField()
    language = models.CharField(max_length=10)
    version = models.BigIntegerField()
    noted = models.DateTimeField(db_index=True)
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("key", "language"), name="a_document_waits_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language}), version {self.version}"


class Feed(models.Model):
    """One row: how Elasticsearch is fed.

    `index` is the name of the index that holds all documents but those that wait, `next` of one
    that is being built by a process last heard of at `alive`; while both are empty, nothing is
    noted. `problem` says why the server took in nothing at the latest attempt of `attempts` in a
    row; it is left alone until `due`. `verified` is when all was compared last, or began to be.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    index = models.CharField(max_length=255, blank=True)
    next = models.CharField(max_length=255, blank=True)
    alive = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(null=True)
    verified = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.index or self.next or "-"


class MissedObject(models.Model):
    """A change of an object that Elasticsearch lacks in the index of the admin's search."""

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=255)

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
