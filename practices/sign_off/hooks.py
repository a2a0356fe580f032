"""What the history of a submission tells of its sign-offs."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from core.i18n import isolate


@hooks.register("register_log_actions")
def acts(actions: Any) -> None:
    """Who answers has no account: her name stands in the entry itself."""
    for name, label, message in (
        ("ask_sign_off", _("Ask for a sign-off"), _("Asked %(role)s for a sign-off")),
        ("withdraw_sign_off", _("Withdraw a sign-off"), _("Withdrew the link for %(role)s")),
        ("approve_by_link", _("Sign off"), _("%(name)s (%(role)s) approved it, by a link")),
        ("object_by_link", _("Object"), _("%(name)s (%(role)s) objected to it, by a link")),
    ):
        actions.register_action(f"practices.{name}")(_formatter(label, message))


def _formatter(label: Any, message: Any) -> type[LogFormatter]:
    def told(formatter: LogFormatter, entry: Any) -> str:
        language = get_language() or "en"
        names = {name: isolate(entry.data.get(name, ""), language) for name in ("name", "role")}
        return str(message) % names

    return type("SignOffFormatter", (LogFormatter,), {"label": label, "format_message": told})
