"""The short form: enough to tell the union that something is coming."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Short(Step):
    """What the union needs to know first; the same answers as in the steps."""

    slug = "short"
    title = _("Short form")
    intro = _("A few answers are enough to tell the union. You complete the rest later.")
    names = ("title", "cities", "summary", "themes", "contact_name", "contact_email")
