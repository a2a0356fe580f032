from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShelvesConfig(AppConfig):
    """Readers' own lists of records: kept for a session, or with an account; shared by a link."""

    name = "shelves"
    verbose_name = _("Lists of records")

    def ready(self) -> None:
        """Follow log-ins and accounts, and clear up with the worker."""
        from shelves import signals  # noqa: F401 - importing connects
