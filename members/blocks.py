"""The repeatable parts of a municipality's profile."""

from django.utils.translation import gettext_lazy as _

from core.blocks.previews import first
from taxonomy.blocks import TermChooserBlock


class NetworkBlock(TermChooserBlock):
    """A network of cities the municipality belongs to."""

    class Meta:
        icon = "site"
        label = _("Network")
        description = _("A network of cities the municipality belongs to.")
        template = "blocks/network.html"
        preview_value = staticmethod(lambda: first("taxonomy.Organisation"))
