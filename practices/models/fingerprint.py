"""By what near-duplicates of published practices are found."""

from django.db import models


class Fingerprint(models.Model):
    """A run of words that stands in a practice as it was published last.

    `number` is as `practices.similar.fingerprints` makes it; READ says no more than that the
    page has been read.
    """

    READ = 0

    # No constraint: whoever deletes a page must not fail since the worker is just reading it. What
    # is left then is never found, as the page is not.
    page = models.ForeignKey(
        "practices.PracticePage", on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "page"], name="one_fingerprint_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"
