"""Blocks of running text: what the body of every record is made of."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.previews import first

SECTION_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
BODY_FEATURES = ["h3", "h4", *SECTION_FEATURES, "hr"]


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and sub-headings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": BODY_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs with sub-headings, lists and links.")
        template = "blocks/text.html"
        preview_value = _("<p>The municipality opened a centre where newcomers find advice.</p>")


class QuotationBlock(blocks.StructBlock):
    """The exact words of a named person."""

    text = blocks.TextBlock(
        label=_("Quoted words"), help_text=_("Exactly as they were said, without quotation marks.")
    )
    person = blocks.CharBlock(
        label=_("Person"), max_length=200, help_text=_("First name and family name.")
    )
    office = blocks.CharBlock(
        label=_("Office"),
        required=False,
        max_length=250,
        help_text=_("The office the person held at the time."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("The exact words of a named person, with the office held at the time.")
        template = "blocks/quotation.html"
        label_format = "{person}"
        preview_value = {
            "text": _("A city is only as strong as its newest neighbour."),
            "person": _("A. Example"),
            "office": _("Mayor"),
        }


class PictureBlock(blocks.StructBlock):
    """An image within the text."""

    image = ImageChooserBlock(
        label=_("Image"), help_text=_("Choose an image or upload a new one, with its credit.")
    )
    alternative_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for people who do not see it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=250,
        help_text=_("Printed below the picture. For example: the new centre on its first day."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _(
            "An image with its alternative text and caption; the credit is the image's."
        )
        template = "blocks/picture.html"
        label_format = "{alternative_text}"
        preview_value = staticmethod(
            lambda: {
                "image": first(settings.WAGTAILIMAGES_IMAGE_MODEL),
                "caption": _("The new centre."),
            }
        )


class BodyBlock(blocks.StreamBlock):
    """The running text of a record."""

    text = TextBlock()
    quotation = QuotationBlock()
    picture = PictureBlock()
