from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """Case studies and projects, and how municipalities bring theirs."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        """Follow the pages, check files, be on the members' desk; register the system checks."""
        from practices import signals  # noqa: F401 - importing registers and connects
        from practices.calls import panel  # noqa: F401
        from practices.demonstration import load, public  # noqa: F401
        from practices.desk import registration  # noqa: F401
        from practices.similar import reading  # noqa: F401
        from practices.steps import checks  # noqa: F401
        from practices.submissions import due  # noqa: F401
        from practices.uploads import tasks  # noqa: F401
