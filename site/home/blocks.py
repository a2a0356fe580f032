"""The repeatable parts of a union body's page, of introductions and of collections."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import SECTION_FEATURES
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


RECORDS = (
    "practices.PracticePage",
    "practices.ProjectPage",
    "events.EventPage",
    "events.DeclarationPage",
    "publications.ReportPage",
    "members.MunicipalityPage",
    "home.UnionBodyPage",
)


class RecordChooserBlock(blocks.PageChooserBlock):
    """A record, whichever of its translations is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"page_type": RECORDS, **kwargs})

    class Meta:
        icon = "doc-full-inverse"
        label = _("Record")


class IntroductionTextBlock(blocks.StructBlock):
    """What an introduction says in one language."""

    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language this text is written in. One text for each language."),
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        features=SECTION_FEATURES,
        help_text=_("What a reader should know before the records: two or three short paragraphs."),
    )
    alternative_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        required=False,
        help_text=_("What the picture shows. Leave empty to use the image's own description."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        label_format = "{language}"


class CollectedRecordBlock(blocks.StructBlock):
    """A record of a collection, and why it is in it."""

    record = RecordChooserBlock(
        help_text=_("Any type of record, in any of its languages: readers see their own.")
    )
    why = blocks.TextBlock(
        label=_("Why this one"),
        required=False,
        max_length=400,
        help_text=_("One sentence: what a reader finds there that the others do not have."),
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Record")


class CollectedGroupBlock(blocks.StructBlock):
    """Some records of a collection under a heading of their own."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=150,
        required=False,
        help_text=_("Leave empty if the collection has one group only."),
    )
    text = blocks.TextBlock(
        label=_("Introduction"),
        required=False,
        max_length=600,
        help_text=_("What these records have in common, in a sentence or two."),
    )
    records = blocks.ListBlock(CollectedRecordBlock(), label=_("Records"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Group")
        label_format = "{heading}"
