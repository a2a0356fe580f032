"""What the history of a page tells of a machine."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


class FilledByMachine(LogFormatter):
    """That texts were translated by machine, and why others were not."""

    label = _("Translate by machine")
    message = _("Translated texts by machine")

    def format_message(self, log_entry: Any) -> Any:
        """With each reason once."""
        reasons = dict.fromkeys(log_entry.data.get("refused", {}).values())
        if not reasons:
            return self.message
        left = gettext("Texts left as they were: %(reasons)s") % {"reasons": " ".join(reasons)}
        return format_lazy("{}. {}", self.message, left)
