"""Why it was done, and to what end."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Context(Step):
    """The problem, the aims, and figures about the city."""

    slug = "context"
    title = _("Context and aims")
    intro = _("Write for colleagues in another country: they do not know your laws and offices.")
    names = ("context", "aims", "expected_impact", "figures")
    folded = frozenset({"expected_impact", "figures"})
    looked_for = (
        _("The problem is described before the solution."),
        _("Figures have a date and a source."),
    )
