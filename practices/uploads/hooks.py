"""What happens to files, in the words of the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Name what is noted here."""
    actions.register_action("practices.add_file", _("Add a file"), _("File added"))
    actions.register_action("practices.describe_file", _("Describe an image"), _("Image described"))
    actions.register_action("practices.remove_file", _("Remove a file"), _("File removed"))
