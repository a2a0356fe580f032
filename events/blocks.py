"""The repeatable parts of events and declarations."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from core.blocks import PeriodBlock, WebAddressBlock
from core.blocks.previews import first
from core.enums import label_in
from events.enums import EventKind
from taxonomy.blocks import TermChooserBlock


class ProgrammeItemValue(blocks.StructValue):
    """What a template asks an item of a programme."""

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language; empty where none was chosen."""
        return label_in(EventKind, self.get("kind"))


class ProgrammeItemBlock(blocks.StructBlock):
    """One item of an event's programme."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("As the programme has it. For example: opening."),
    )
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=EventKind.choices,
        required=False,
        help_text=_("What kind of item it is. Leave empty if nothing fits."),
    )
    day = PeriodBlock(label=_("Day"), required=False)
    time = blocks.TimeBlock(
        label=_("Begins at"),
        required=False,
        help_text=_("Local time. Leave empty if it is not known."),
    )
    people = blocks.CharBlock(
        label=_("People"), required=False, max_length=500, help_text=_("Names, with commas.")
    )
    text = blocks.TextBlock(
        label=_("What it was about"),
        required=False,
        help_text=_("What was said or done, in a sentence or two."),
    )

    class Meta:
        icon = "time"
        label = _("Programme item")
        description = _("One item of the programme. A session with its own page is an event.")
        template = "blocks/programme_item.html"
        value_class = ProgrammeItemValue
        label_format = "{title}"
        preview_value = {"title": _("Opening"), "people": _("A. Example")}


class RecordingBlock(blocks.StructBlock):
    """A recording, wherever it is kept."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("What is seen or heard. For example: opening session."),
    )
    url = WebAddressBlock(
        label=_("Address"), help_text=_("The full address, copied from the top of the browser.")
    )

    class Meta:
        icon = "media"
        label = _("Recording")
        description = _("A sound or film recording, linked; nothing is loaded from elsewhere.")
        template = "blocks/recording.html"
        label_format = "{title}"
        preview_value = {"title": _("Opening session"), "url": "https://example.org/recording"}


class PhotographBlock(blocks.StructBlock):
    """A photograph of the event."""

    image = ImageChooserBlock(
        label=_("Image"), help_text=_("Choose an image or upload a new one, with its credit.")
    )
    alternative_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for people who do not see it."),
    )

    class Meta:
        icon = "image"
        label = _("Photograph")
        description = _("A photograph with its alternative text; the credit is the image's.")
        template = "blocks/photograph.html"
        label_format = "{alternative_text}"
        preview_value = staticmethod(
            lambda: {"image": first(settings.WAGTAILIMAGES_IMAGE_MODEL), "alternative_text": ""}
        )


class OutcomeDocumentBlock(blocks.StructBlock):
    """A document that came out of the event."""

    document = DocumentChooserBlock(
        label=_("Document"), help_text=_("Choose a file or upload a new one.")
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=250,
        help_text=_("What it is. For example: minutes of the second day."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A file that came out of the event. Declarations and reports are records.")
        template = "blocks/outcome_document.html"
        label_format = "{title}"
        preview_value = staticmethod(
            lambda: {
                "document": first(settings.WAGTAILDOCS_DOCUMENT_MODEL),
                "title": _("Minutes"),
            }
        )


class OutcomeTextBlock(blocks.TextBlock):
    """An outcome in words."""

    class Meta:
        icon = "success"
        label = _("Outcome in words")
        description = _("What came out of it, in a sentence or two.")
        template = "blocks/outcome_text.html"
        preview_value = _("The cities agreed to meet again in the following year.")


class ArticleBlock(blocks.StructBlock):
    """A numbered article of a declaration."""

    number = blocks.CharBlock(
        label=_("Article number"),
        max_length=20,
        help_text=_("As in the text that was adopted. For example: 1, 2a or IV."),
    )
    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=250,
        required=False,
        help_text=_("The article's own heading. Leave empty if it has none."),
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=["bold", "italic", "ol", "ul"],
        help_text=_("Word for word, nothing shortened or corrected."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Article")
        description = _("A numbered article, word for word as adopted.")
        template = "blocks/article.html"
        label_format = "{number} {heading}"
        preview_value = {"number": "1", "text": _("<p>We, the mayors, resolve to cooperate.</p>")}


class CommitmentBlock(blocks.StructBlock):
    """Something the signatories promise."""

    text = blocks.TextBlock(
        label=_("Commitment"),
        help_text=_("One promise, close to the words of the declaration. Add a block for each."),
    )
    objective = TermChooserBlock(
        "taxonomy.Objective",
        label=_("Objective it serves"),
        required=False,
        help_text=_("Leave empty if the promise serves no objective in particular."),
    )

    class Meta:
        icon = "tick-inverse"
        label = _("Commitment")
        description = _("Something the signatories promise, with the objective it serves.")
        template = "blocks/commitment.html"
        label_format = "{text}"
        preview_value = {"text": _("To share what works among cities.")}


class SignatoryBlock(blocks.StructBlock):
    """Who signed."""

    organisation = TermChooserBlock(
        "taxonomy.Organisation",
        label=_("Municipality or organisation"),
        help_text=_("Search for its name. If it is missing, first add it under Vocabularies."),
    )
    person = blocks.CharBlock(
        label=_("Person"),
        max_length=200,
        required=False,
        help_text=_("First name and family name. Leave empty if it is not known."),
    )
    office = blocks.CharBlock(
        label=_("Office"),
        max_length=250,
        required=False,
        help_text=_("The office the person held at the time."),
    )
    date = blocks.DateBlock(
        label=_("Signed on"),
        required=False,
        help_text=_("The day of the signature. Leave empty if it is not known."),
    )

    class Meta:
        icon = "edit"
        label = _("Signatory")
        description = _("A municipality or organisation that signed, with the person and the day.")
        template = "blocks/signatory.html"
        label_format = "{organisation}"
        preview_value = staticmethod(lambda: {"organisation": first("taxonomy.Organisation")})
