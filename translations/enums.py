"""What a translation can be in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a record's translation into a language has come; the first that fits."""

    MISSING = "missing", _("missing")
    OUT_OF_DATE = "out-of-date", _("out of date")
    IN_TRANSLATION = "in-translation", _("in translation")
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
