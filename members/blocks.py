"""The repeatable parts of a municipality's profile."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.blocks.previews import first
from taxonomy.blocks import TermChooserBlock


class NetworkBlock(TermChooserBlock):
    """A network of cities the municipality belongs to."""

    def __init__(self, **kwargs: Any) -> None:
        search = _("Search for its name. If it is missing, first add it under Vocabularies.")
        super().__init__("taxonomy.Organisation", **{"help_text": search, **kwargs})

    class Meta:
        icon = "site"
        label = _("Network")
        description = _("A network of cities the municipality belongs to.")
        template = "blocks/network.html"
        preview_value = staticmethod(lambda: first("taxonomy.Organisation"))
