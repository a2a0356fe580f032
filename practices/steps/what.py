"""What was done, where and when."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class What(Step):
    """Title, summary, place, themes, time, and who leads it."""

    slug = "what"
    title = _("What and where")
    intro = _("The first things readers see, and those by which they find your practice.")
    names = (
        "title",
        "summary",
        "cities",
        "themes",
        "period",
        "innovation_stages",
        "lead_units",
        "mayor_name",
        "lead_acronym",
        "other_names",
        "phases",
        "countries",
    )
    folded = frozenset(
        {"lead_units", "mayor_name", "lead_acronym", "other_names", "phases", "countries"}
    )
    looked_for = (
        _("The title says what was done, not only its slogan."),
        _("The summary can be understood by somebody who has never been to your city."),
    )
