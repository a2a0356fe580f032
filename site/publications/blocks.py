"""The repeatable parts of a report."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AuthorBlock(blocks.StructBlock):
    """Who wrote it."""

    name = blocks.CharBlock(
        label=_("Name"), max_length=200, help_text=_("First name and family name.")
    )
    affiliation = blocks.CharBlock(
        label=_("Affiliation"),
        max_length=250,
        required=False,
        help_text=_("The university, office or organisation the person worked for at that time."),
    )

    class Meta:
        icon = "user"
        label = _("Author")
        description = _("A person who wrote or led the work, with the affiliation at that time.")
        template = "blocks/author.html"
        label_format = "{name}"
        preview_value = {"name": _("A. Example"), "affiliation": _("Example University")}
