from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Take part in sign-ups, and put our panel on the desk."""
        from members import accounts, demonstration, panels  # noqa: F401 - importing registers
        from members.contact import upkeep  # noqa: F401
        from members.messages import demonstration as conversations  # noqa: F401
        from members.messages import tasks  # noqa: F401
