"""One row that says which state the vocabularies are in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VocabularyState(models.Model):
    """The version of all vocabularies together: it changes whenever a term does.

    The version is a random token, not a number: a number that a rolled-back change had used
    would come again, and what a process remembers under it would be wrong.
    """

    version = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("state of the vocabularies")

    def __str__(self) -> str:
        return self.version
