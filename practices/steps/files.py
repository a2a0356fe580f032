"""Pictures and documents: uploads have views of their own, which the page of this step shows."""

from django.utils.translation import gettext_lazy as _

from practices.steps.base import Step


class Files(Step):
    """No texts of its own."""

    slug = "files"
    title = _("Files")
    intro = _("Pictures and documents that readers should see.")
    names = ()
    looked_for = (_("Pictures have a credit and say what they show."),)
