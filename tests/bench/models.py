"""What a usual Wagtail site would have: a record with terms, indexed by Wagtail's own search."""

from django.db import models
from wagtail.search import index


class Term(models.Model):
    """A term of one facet."""

    facet = models.CharField(max_length=20)
    code = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.facet}={self.code}"


class Record(index.Indexed, models.Model):
    """A record: what has one value stands in a column, the rest points at terms."""

    title = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    published = models.DateTimeField(db_index=True)
    type = models.CharField(max_length=20, db_index=True)
    budget = models.CharField(max_length=20, db_index=True)
    theme = models.ManyToManyField(Term, related_name="+")
    objective = models.ManyToManyField(Term, related_name="+")
    city = models.ManyToManyField(Term, related_name="+")
    country = models.ManyToManyField(Term, related_name="+")
    stage = models.ManyToManyField(Term, related_name="+")
    year = models.ManyToManyField(Term, related_name="+")

    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.FilterField("id"),
        index.FilterField("type"),
        index.FilterField("budget"),
        index.FilterField("published"),
    ]

    def __str__(self) -> str:
        return self.title
