from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type stands on."""

    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Register the system checks."""
        from core import checks  # noqa: F401 - importing registers
