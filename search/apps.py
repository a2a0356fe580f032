from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import signals  # noqa: F401 - connects what notes changes
        from search.mapping import checks  # noqa: F401 - importing registers
        from search.pdf import checks as pdf_checks  # noqa: F401

        if settings.ELASTICSEARCH_URL:
            # What it asks for a page shares its time, from the first page on.
            from search.engines import elasticsearch  # noqa: F401
