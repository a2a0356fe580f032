"""What adaptations add: a list in the admin, words of the history, a panel on the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from members.desk import register
from practices.adaptations.listing import PANEL
from practices.adaptations.viewset import AdaptationViewSet

hooks.register("register_admin_viewset", AdaptationViewSet)
register(PANEL)


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """What the history of an adaptation tells."""
    for name, label, message in (
        ("adapt", _("Record an adaptation"), _("Recorded that the city adapts it")),
        ("change_adaptation", _("Change an adaptation"), _("Changed what the city says of it")),
        ("withdraw_adaptation", _("Withdraw an adaptation"), _("Withdrew it")),
        ("object_to_adaptation", _("Object to an adaptation"), _("Said that it is not so")),
        ("judge_adaptation", _("Decide on an adaptation"), _("Decided whether readers see it")),
    ):
        actions.register_action(f"practices.{name}", label, message)
