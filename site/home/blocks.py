"""The repeatable parts of a union body's page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.previews import first
from taxonomy.blocks import TermChooserBlock


class MemberBlock(blocks.StructBlock):
    """A member of a body of the union."""

    organisation = TermChooserBlock(
        "taxonomy.Organisation",
        label=_("Organisation"),
        help_text=_("Search for its name. If it is missing, first add it under Vocabularies."),
    )
    note = blocks.CharBlock(
        label=_("Note"),
        max_length=250,
        required=False,
        help_text=_("Its part in the body, if needed. For example: chair since 2022."),
    )

    class Meta:
        icon = "group"
        label = _("Member")
        description = _("A municipality or organisation that belongs to the body.")
        template = "blocks/member.html"
        label_format = "{organisation}"
        preview_value = staticmethod(lambda: {"organisation": first("taxonomy.Organisation")})
