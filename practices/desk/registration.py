"""What these pages add elsewhere: a panel on the desk, and words of the history."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.desk import register
from practices.desk.panel import PANEL

register(PANEL)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """What is noted here, in the words of the history."""
    actions.register_action("practices.begin", _("Begin"), _("Begun"))
    actions.register_action(
        "practices.change_language", _("Change the language"), _("Language changed")
    )
    actions.register_action("practices.announce", _("Announce"), _("The union was told of it"))
