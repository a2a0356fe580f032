from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Log-ins, the second factor, the door of the admin, and the security log."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register the system checks and what happens when accounts change."""
        from accounts import checks, guards, second_factor, sessions, signals  # noqa: F401
