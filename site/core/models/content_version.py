"""What names the state of everything that readers see."""

from django.db import models


class ContentVersion(models.Model):
    """One row: a token that every change of public content replaces, and none brings back."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token
