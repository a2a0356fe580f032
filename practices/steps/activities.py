"""How it is done, with what."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Activities(Step):
    """Activities, services, resources, partners and money."""

    slug = "activities"
    title = _("Activities and resources")
    intro = _("What you do, step by step, and what it takes.")
    names = ("activities", "services", "resources", "partners", "budget_band", "funders")
    looked_for = (
        _("Another city could begin with what is written here."),
        _("Law, staff and money are named, not only partners."),
    )
