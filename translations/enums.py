"""What a translation can be in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """How far a record's translation into a language has come; the first that fits."""

    MISSING = "missing", _("missing")
    OUT_OF_DATE = "out-of-date", _("out of date")
    IN_TRANSLATION = "in-translation", _("in translation")
    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


class Release(TextChoices):
    """When an approved translation is published."""

    ON_APPROVAL = "on-approval", _("as soon as it is approved")
    WITH_ORIGINAL = "with-original", _("together with the original")


class Action(TextChoices):
    """What a job does to each of its translations."""

    CREATE = "create", _("begin the translation")
    UPDATE = "update", _("bring up to date")
    RESTART = "restart", _("translate anew")
    MACHINE = "machine", _("translate by machine")
    PUBLISH = "publish", _("publish")


class Outcome(TextChoices):
    """What became of one translation in a job."""

    WAITING = "waiting", _("not yet done")
    DONE = "done", _("done")
    UNCHANGED = "unchanged", _("nothing to do")
    FAILED = "failed", _("failed")
