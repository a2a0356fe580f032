import warnings

from bs4 import MarkupResemblesLocatorWarning
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """What a record's translations have in common with it, and who may write them."""

    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        """Take over from Wagtail and wagtail-localize what they ask at the start."""
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        # Importing connects.
        from translations import (  # noqa: F401
            bolts,
            checks,
            following,
            privacy,
            signals,
            tasks,
        )
        from translations.policy import RecordPagePolicy

        # The registry prefers the class nearest to the page's.
        register_permission_policy(Page, RecordPagePolicy("wagtailcore.Page"))
        # wagtail-localize reads every text as markup, also those that are just an address.
        warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
        bolts.leave_out_tree_synchronisation()
