from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type stands on."""

    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        """Register the system checks, what the worker does, and `migrate` beside migrations."""
        from core import checks, content, upkeep  # noqa: F401 - importing registers and connects
        from core.caches import make_table

        post_migrate.connect(make_table, sender=self)
