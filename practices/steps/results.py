"""What came of it, the failures included."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Results(Step):
    """Challenges, results, evidence, what did not work, lessons."""

    slug = "results"
    title = _("Challenges and results")
    intro = _("Be honest: a practice without difficulties convinces nobody.")
    names = (
        "challenges",
        "results",
        "people_reached",
        "evidence",
        "what_did_not_work",
        "lessons",
    )
    looked_for = (
        _("Results are more than activities: something changed for somebody."),
        _("It is said how the results are known."),
        _("What did not work is told openly."),
    )
