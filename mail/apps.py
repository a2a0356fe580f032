from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Every mail of the site on its way: kept with what it tells of, delivered by the worker."""

    name = "mail"
    verbose_name = _("Mail")

    def ready(self) -> None:
        """Take part in the worker's periodic work, and register the system checks."""
        from mail import checks, digest, signals  # noqa: F401 - importing registers and connects
