"""Addresses, sources and documents a record points at."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks.previews import first

ELLIPSIS = "\u2026"


def validate_complete_address(address: str) -> None:
    """Refuse an address that a page shortened for display: it leads nowhere.

    Raises:
        ValidationError: the address holds an ellipsis.
    """
    if ELLIPSIS in address:
        raise ValidationError(
            _(
                "This address was shortened when it was copied (it holds “…”). "
                "Open the page and copy its full address, or keep it as an unverified link."
            ),
            code="shortened",
        )


class WebAddressBlock(blocks.URLBlock):
    """A complete web address, the same in every language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_length": 1000, "validators": [validate_complete_address], **kwargs}
        )


class LinkBlock(blocks.StructBlock):
    """An address to read on."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("What readers find there. For example: annual report of 2019."),
    )
    url = WebAddressBlock(
        label=_("Address"), help_text=_("The full address, copied from the top of the browser.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A page elsewhere, with a title that says what is found there.")
        template = "blocks/link.html"
        label_format = "{title}"
        preview_value = {"title": _("Report on the web"), "url": "https://example.org/report"}


class UnverifiedLinkBlock(blocks.StructBlock):
    """An address that reached us incomplete: shown as text, never as a link."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("What is said to be found there. For example: article on the opening."),
    )
    text = blocks.CharBlock(
        label=_("Address as it reached us"),
        max_length=1000,
        help_text=_("Shown as plain text with a note, since it may lead nowhere."),
    )

    class Meta:
        icon = "link-external"
        label = _("Unverified link")
        description = _("An address that is incomplete in the source. It is never made clickable.")
        template = "blocks/unverified_link.html"
        label_format = "{title}"
        preview_value = {"title": _("Article"), "text": "https://example.org/a-long-na…"}


class LinksBlock(blocks.StreamBlock):
    """Where to read on."""

    link = LinkBlock()
    unverified_link = UnverifiedLinkBlock()


class LanguageBlock(blocks.ChoiceBlock):
    """The language a document is written in, by its ISO 639 code."""

    choices = [
        *settings.LANGUAGES,
        ("de", _("German")),
        ("es", _("Spanish")),
        ("ku", _("Kurdish")),
        ("ru", _("Russian")),
        ("fa", _("Persian")),
        ("uk", _("Ukrainian")),
    ]


class AttachmentBlock(blocks.StructBlock):
    """A file that belongs to the record."""

    document = DocumentChooserBlock(
        label=_("Document"), help_text=_("Choose a file or upload a new one.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=250,
        help_text=_("Leave empty to show the document's own title."),
    )
    language = LanguageBlock(
        label=_("Language"),
        required=False,
        help_text=_("The language of the file. Leave empty if it has several or none."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        description = _("A file readers can download, with its language.")
        template = "blocks/attachment.html"
        label_format = "{title}"
        preview_value = staticmethod(
            lambda: {
                "document": first(settings.WAGTAILDOCS_DOCUMENT_MODEL),
                "title": _("Annual report"),
                "language": "en",
            }
        )


class UpdateNoteBlock(blocks.StructBlock):
    """What changed in the record, and when."""

    date = blocks.DateBlock(
        label=_("Date"), help_text=_("The day on which the record was changed.")
    )
    text = blocks.TextBlock(
        label=_("What changed"),
        help_text=_("One sentence for readers. For example: results of the second year added."),
    )

    class Meta:
        icon = "history"
        label = _("Update note")
        description = _("Tells readers what was changed in this record, and when.")
        template = "blocks/update_note.html"
        label_format = "{date}"
        preview_value = {"date": "2026-01-15", "text": _("Results of the second year added.")}


class LanguageEditionBlock(blocks.StructBlock):
    """One language edition of a publication: a file or an address."""

    language = LanguageBlock(
        label=_("Language"),
        help_text=_("The language of this edition. Add a block for each language."),
    )
    title = blocks.CharBlock(
        label=_("Title in that language"),
        required=False,
        max_length=250,
        help_text=_("As printed on the title page. Leave empty to show the title of the file."),
    )
    document = DocumentChooserBlock(
        label=_("File"),
        required=False,
        help_text=_("Choose a file or upload a new one. Leave empty if it is only on the web."),
    )
    url = WebAddressBlock(
        label=_("Address"),
        required=False,
        help_text=_(
            "The full address, copied from the top of the browser. Leave empty if there is none."
        ),
    )

    class Meta:
        icon = "globe"
        label = _("Language edition")
        description = _("The same publication in one language, as a file or an address.")
        template = "blocks/language_edition.html"
        label_format = "{language}"
        preview_value = {
            "language": "en",
            "title": _("English edition"),
            "url": "https://example.org/en",
        }
