"""The objectives of the compacts it serves."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Objectives(Step):
    """Objectives, each with how the practice contributes."""

    slug = "objectives"
    title = _("Objectives")
    intro = _("The union reports on these agreements; readers search by them.")
    names = ("objectives",)
    looked_for = (_("Few objectives, each with a reason that readers can check."),)
