"""The short lists of codes that records, search and addresses share; the rest is taxonomy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


def label_in(choices: type[TextChoices], value: str | None) -> str:
    """The label of a stored value in the reader's language; empty where it is no choice."""
    return next((str(choice.label) for choice in choices if choice.value == value), "")


class RecordType(TextChoices):
    """What a record is. The codes stand in addresses (`?type=practice`) and in the index."""

    PRACTICE = "practice", _("Practice")
    PROJECT = "project", _("Project")
    EVENT = "event", _("Event")
    DECLARATION = "declaration", _("Declaration")
    REPORT = "report", _("Report")
    MUNICIPALITY = "municipality", _("Municipality")
    BODY = "body", _("Body of the union")


class PopulationBand(TextChoices):
    """The size of the city where something was done, in inhabitants."""

    UNDER_50K = "under-50k", _("Under 50,000 inhabitants")
    FROM_50K = "50k-250k", _("50,000 to 250,000 inhabitants")
    FROM_250K = "250k-1m", _("250,000 to 1 million inhabitants")
    OVER_1M = "over-1m", _("Over 1 million inhabitants")

    @classmethod
    def of(cls, inhabitants: int) -> "PopulationBand":
        """The band a city of so many inhabitants falls into; a band begins at its lower bound."""
        if inhabitants < 50_000:
            return cls.UNDER_50K
        if inhabitants < 250_000:
            return cls.FROM_50K
        if inhabitants < 1_000_000:
            return cls.FROM_250K
        return cls.OVER_1M


class BudgetBand(TextChoices):
    """What something cost over its whole duration, in euros."""

    UNDER_10K = "under-10k", _("Under €10,000")
    FROM_10K = "10k-100k", _("€10,000 to €100,000")
    FROM_100K = "100k-1m", _("€100,000 to €1 million")
    OVER_1M = "over-1m", _("Over €1 million")


class Support(TextChoices):
    """What the owner of a record offers to others who want to do the same."""

    VISIT = "visit", _("Study visit")
    CALL = "call", _("Call with the team")
    DOCUMENTS = "documents", _("Documents")
    TRAINING = "training", _("Training")
    MENTORING = "mentoring", _("Mentoring")
